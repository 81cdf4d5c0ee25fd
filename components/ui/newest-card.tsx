import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Card, CardHeader } from "./card";
import { Failed } from "./failed";
import { SkeletonRows } from "./skeleton";

type Props = {
  title: string;
  /** Where all of them are. */
  all: { href: Route; label: string };
  query: { isPending: boolean; error: Error | null; refetch: () => unknown };
  /** Said in place of the rows where there are none; null while there are some or nobody knows. */
  nothing: string | null;
  /** The rows, as list items. */
  children: ReactNode;
};

/** The newest few of a long list, and the way to all of it. */
export function NewestCard({ title, all, query, nothing, children }: Props) {
  const { isPending, error, refetch } = query;
  return (
    <Card>
      <CardHeader title={title}>
        <Link href={all.href} className="text-accent text-sm underline-offset-2 hover:underline">
          {all.label}
        </Link>
      </CardHeader>
      <div className={isPending ? "min-h-96" : "min-h-24"}>
        {isPending ? (
          <div className="p-4">
            <SkeletonRows count={6} className="h-11" />
          </div>
        ) : null}
        {error ? (
          <div className="p-4">
            <Failed error={error} retry={() => void refetch()} />
          </div>
        ) : null}
        {nothing === null ? null : <p className="p-4 text-ink-soft text-sm">{nothing}</p>}
        <ul className="divide-y">{children}</ul>
      </div>
    </Card>
  );
}
