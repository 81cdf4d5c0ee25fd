import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";

type Props = { id: string; children: ReactNode; className?: string };

/** A connection's name, leading to its page. */
export function ConnectionLink({ id, children, className }: Props) {
  return (
    <Link
      href={`/connections/${id}`}
      className={clsx(
        "underline decoration-line-control underline-offset-2 hover:decoration-current",
        className,
      )}
    >
      {children}
    </Link>
  );
}
