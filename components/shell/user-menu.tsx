"use client";

import { ChevronsUpDown } from "lucide-react";
import { type ComponentProps, lazy, Suspense, useState } from "react";
import type { AccountProps } from "./user-menu-items";

const load = () => import("./user-menu-items");

/** The menu is loaded when somebody reaches for it. */
const UserMenuItems = lazy(() => load().then((module) => ({ default: module.UserMenuItems })));

export function UserMenu(account: AccountProps) {
  const [isWanted, setWanted] = useState(false);
  const trigger = <Trigger name={account.name} />;
  if (isWanted) {
    return (
      <Suspense fallback={trigger}>
        <UserMenuItems {...account} trigger={trigger} />
      </Suspense>
    );
  }
  return (
    <Trigger
      name={account.name}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setWanted(true)}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
    />
  );
}

function Trigger({ name, ...button }: ComponentProps<"button"> & { name: string }) {
  return (
    <button
      type="button"
      {...button}
      className="flex h-10 w-full min-w-0 items-center gap-2 rounded-md px-2 text-left hover:bg-raised data-[state=open]:bg-raised"
    >
      <span
        aria-hidden="true"
        className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-tint font-semibold text-accent text-xs"
      >
        {name.charAt(0).toUpperCase()}
      </span>
      <span className="hidden min-w-0 flex-1 truncate text-sm md:block">{name}</span>
      <span className="sr-only">: account and theme</span>
      <ChevronsUpDown aria-hidden="true" className="hidden size-3.5 shrink-0 text-ink-faint md:block" />
    </button>
  );
}
