"use client";

import { Slot } from "radix-ui";
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { placeTooltip } from "./place-tooltip";

type Props = { text: string | null; side?: "top" | "bottom" | "right"; children: ReactNode };

const showAfterMs = 300;
/** Time to move the pointer from the control onto its words. */
const hideAfterMs = 120;

/** Words for the control it wraps, on hover and on keyboard focus; without text it is only the control. */
export function Tooltip({ text, side = "top", children }: Props) {
  const id = useId();
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = (act: () => void, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(act, ms);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setAnchor(null);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const isShown = anchor !== null && text !== null;
  return (
    <>
      <Slot.Root
        aria-describedby={isShown ? id : undefined}
        onPointerEnter={({ currentTarget, pointerType }) => {
          if (pointerType !== "touch") soon(() => setAnchor(currentTarget), showAfterMs);
        }}
        onPointerLeave={() => soon(hide, hideAfterMs)}
        onFocus={({ currentTarget }) => {
          if (currentTarget.matches(":focus-visible")) setAnchor(currentTarget);
        }}
        onBlur={hide}
        onPointerDown={hide}
      >
        {children}
      </Slot.Root>
      {isShown
        ? createPortal(
            <Tip id={id} anchor={anchor} side={side} onLeave={hide} keep={() => clearTimeout(timer.current)}>
              {text}
            </Tip>,
            document.body,
          )
        : null}
    </>
  );
}

type TipProps = {
  id: string;
  anchor: Element;
  side: "top" | "bottom" | "right";
  keep: () => void;
  onLeave: () => void;
  children: string;
};

function Tip({ id, anchor, side, keep, onLeave, children }: TipProps) {
  const tip = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (tip.current) placeTooltip(tip.current, anchor.getBoundingClientRect(), side);
  });
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => key === "Escape" && onLeave();
    document.addEventListener("keydown", onKey);
    window.addEventListener("scroll", onLeave, { capture: true, passive: true });
    return () => {
      document.removeEventListener("keydown", onKey);
      window.removeEventListener("scroll", onLeave, { capture: true });
    };
  });
  return (
    <div
      ref={tip}
      id={id}
      role="tooltip"
      onPointerEnter={keep}
      onPointerLeave={onLeave}
      className="fixed z-50 max-w-72 animate-appear rounded-md bg-ink px-2.5 py-1.5 text-canvas text-xs"
    >
      {children}
    </div>
  );
}
