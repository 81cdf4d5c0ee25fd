import type { ReactNode } from "react";

type Props = { title: string; note?: string; children?: ReactNode };

export function PageHeader({ title, note, children }: Props) {
  return (
    <header className="mb-4 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
        {note ? <p className="text-ink-soft text-sm">{note}</p> : null}
      </div>
      {children}
    </header>
  );
}
