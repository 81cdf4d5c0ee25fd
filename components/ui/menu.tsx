"use client";

import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";

type MenuProps = {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom";
  /** It was asked for before it could be there. */
  startsOpen?: boolean;
};

export function Menu({ trigger, children, align = "end", side = "bottom", startsOpen }: MenuProps) {
  return (
    <Radix.Root modal={false} defaultOpen={startsOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      {/* Within the page's landmark, where whoever moves by landmarks finds it. */}
      <Radix.Portal container={globalThis.document?.querySelector("main")}>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-48 max-w-80 animate-appear rounded-lg border border-line bg-surface p-1 shadow-pop"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const itemClass =
  "flex min-h-8 w-full select-none items-center gap-2 rounded-md px-2 py-1 text-base outline-hidden data-highlighted:bg-raised";

type ItemProps = {
  icon?: LucideIcon;
  children: ReactNode;
  onSelect?: () => void;
  isDanger?: boolean;
  /** Why it cannot be chosen now; shown under the words. */
  disabledReason?: string | null;
};

export function MenuItem({ icon: Icon, children, onSelect, isDanger, disabledReason = null }: ItemProps) {
  const isBlocked = disabledReason !== null;
  return (
    <Radix.Item
      aria-disabled={isBlocked || undefined}
      onSelect={isBlocked ? (event) => event.preventDefault() : onSelect}
      className={clsx(itemClass, isDanger && "text-bad", isBlocked && "cursor-not-allowed text-ink-faint")}
    >
      {Icon ? <Icon aria-hidden="true" className="size-4 shrink-0" /> : null}
      <span className="min-w-0">
        {children}
        {isBlocked ? <span className="block text-ink-faint text-xs">{disabledReason}</span> : null}
      </span>
    </Radix.Item>
  );
}

/** An item that is a link: pass the link as its only child. */
export function MenuLink({ children }: { children: ReactNode }) {
  return (
    <Radix.Item asChild className={itemClass}>
      {children}
    </Radix.Item>
  );
}

export const MenuSeparator = () => <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-2 py-1 text-ink-faint text-xs">{children}</Radix.Label>
);
