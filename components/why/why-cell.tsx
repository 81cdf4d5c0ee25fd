"use client";

import { clsx } from "clsx";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { Glow } from "@/components/ui/glow";
import { type WhyTarget, writeTarget } from "./why-target";

type Props = { target: WhyTarget; text: string; className?: string };

/** A number that says, when pressed, how it came to be. */
export function WhyCell({ target, text, className }: Props) {
  const filter = useUrlFilter();
  const key = writeTarget(target);
  const isOpen = filter.get("why") === key;
  return (
    <button
      type="button"
      data-why={key}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      title="Why is it this number?"
      onClick={() => filter.set({ why: isOpen ? null : key })}
      className={clsx(
        "-mx-1 rounded-sm px-1 decoration-dotted underline-offset-4 hover:bg-raised hover:underline",
        isOpen && "bg-accent-tint",
        className,
      )}
    >
      <Glow key={key} text={text} />
    </button>
  );
}
