import type { ReactNode } from "react";

type Props = { title: string; label: string; children: ReactNode };

/** The numbers of a picture in rows, for reading exactly and for screen readers; folded until asked for. */
export function FoldedTable({ title, label, children }: Props) {
  return (
    <details className="border-line border-t">
      <summary className="flex h-9 cursor-pointer items-center px-4 text-ink-soft text-sm hover:text-ink">
        {title}
      </summary>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        tabIndex={0}
        aria-label={label}
        className="max-h-80 overflow-auto"
      >
        <table className="w-full text-sm">{children}</table>
      </section>
    </details>
  );
}
