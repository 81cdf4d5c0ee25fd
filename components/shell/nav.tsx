"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { LazyAlertCount } from "@/components/alerts/lazy-alert-count";
import { navItems } from "./nav-items";

const looks = {
  side: {
    list: "flex flex-col gap-0.5",
    link: "flex h-8 items-center gap-2.5 rounded-md px-2.5",
    here: "bg-pressed font-medium text-ink",
    count: "ml-auto",
  },
  tabs: {
    list: "grid grid-cols-5",
    link: "relative flex h-14 flex-col items-center justify-center gap-0.5 text-xs",
    here: "font-medium text-accent",
    count: "absolute top-1 left-1/2 ml-1.5",
  },
} as const;

type Props = { look: keyof typeof looks; path: string | null; counts?: Record<string, ReactNode> };

export function NavLinks({ look, path, counts = {} }: Props) {
  const { list, link, here, count } = looks[look];
  return (
    <ul className={list}>
      {navItems.map(({ href, label, icon: Icon, also = [] }) => {
        const isHere = [href, ...also].some((place) => path === place || path?.startsWith(`${place}/`));
        return (
          <li key={href}>
            <Link
              href={href}
              aria-current={isHere ? "page" : undefined}
              className={clsx(link, isHere ? here : "text-ink-soft hover:bg-raised hover:text-ink")}
            >
              <Icon aria-hidden="true" className="size-4" />
              {label}
              <span className={count}>{counts[href]}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** The navigation with the page one is on marked; the path is known only at request time. */
export function Nav({ look }: Pick<Props, "look">) {
  return <NavLinks look={look} path={usePathname()} counts={{ "/alerts": <LazyAlertCount /> }} />;
}
