import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section {...rest} className={clsx("min-w-0 rounded-lg border border-line bg-surface", className)} />
  );
}

type HeaderProps = { title: string; level?: "h1" | "h2"; note?: ReactNode; children?: ReactNode };

export function CardHeader({ title, level: Heading = "h2", note, children }: HeaderProps) {
  return (
    <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b px-4 py-2">
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-2 sm:flex-nowrap">
        <Heading className="shrink-0 font-semibold text-base">{title}</Heading>
        {note ? <span className="text-ink-faint text-xs sm:truncate">{note}</span> : null}
      </div>
      {children}
    </header>
  );
}
