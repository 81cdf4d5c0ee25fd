"use client";

import { clsx } from "clsx";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";

const items: { href: Route; label: string }[] = [
  { href: "/settings", label: "Connections" },
  { href: "/settings/members", label: "Members" },
  { href: "/settings/api-keys", label: "API keys" },
  { href: "/settings/webhooks", label: "Webhooks" },
  { href: "/settings/audit", label: "Audit log" },
];

const isHere = (path: string | null, href: string) =>
  path === href || (href !== "/settings" && path?.startsWith(`${href}/`) === true);

export function SettingsLinks({ path }: { path: string | null }) {
  return (
    <nav
      aria-label="Settings"
      className="-mx-4 mb-4 overflow-x-auto border-line border-b px-4 md:-mx-6 md:px-6"
    >
      <ul className="flex justify-between gap-x-2 sm:justify-start sm:gap-x-4">
        {items.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isHere(path, href) ? "page" : undefined}
              className={clsx(
                "-mb-px flex h-9 items-center whitespace-nowrap border-b-2 text-sm sm:text-base",
                isHere(path, href)
                  ? "border-accent font-medium text-ink"
                  : "border-transparent text-ink-soft hover:text-ink",
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The pages of the settings, with the one that is open marked; the path is known only at request time. */
export function SettingsNav() {
  return <SettingsLinks path={usePathname()} />;
}
