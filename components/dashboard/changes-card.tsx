"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ChangeRow } from "@/components/changes/change-row";
import { Card, CardHeader } from "@/components/ui/card";
import { Failed } from "@/components/ui/failed";
import { SkeletonRows } from "@/components/ui/skeleton";
import { changesQuery } from "./queries";

const shown = 8;
/** The newest numbers that moved, each with its old value. */
export function ChangesCard() {
  const { data, error, isPending, refetch } = useQuery(changesQuery());
  return (
    <Card>
      <CardHeader title="What changed lately">
        <Link href="/changes" className="text-accent text-sm underline-offset-2 hover:underline">
          All changes
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
        {data?.changes.length === 0 ? (
          <p className="p-4 text-ink-soft text-sm">
            No number has moved since it was first read. Restatements by a provider appear here, old value and
            new.
          </p>
        ) : null}
        <ul className="divide-y">
          {data?.changes.slice(0, shown).map((change) => (
            <ChangeRow key={change.id} change={change} />
          ))}
        </ul>
      </div>
    </Card>
  );
}
