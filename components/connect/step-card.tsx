"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Card } from "@/components/ui/card";

type Props = { title: string; note: string; children: ReactNode; footer: ReactNode };

/** One step of a setup. Its heading takes the focus, so that a step that follows is read out. */
export function StepCard({ title, note, children, footer }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <Card>
      <header className="border-line border-b px-4 py-3">
        <h2 ref={heading} tabIndex={-1} className="font-semibold text-lg outline-hidden">
          {title}
        </h2>
        <p className="text-ink-soft text-sm">{note}</p>
      </header>
      <div className="p-4">{children}</div>
      <footer className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-4 py-3">
        {footer}
      </footer>
    </Card>
  );
}
