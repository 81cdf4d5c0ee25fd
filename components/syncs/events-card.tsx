"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { X } from "lucide-react";
import { useState } from "react";
import { useUrlFilter, useUrlWords } from "@/components/shell/use-url-filter";
import { changedRows } from "@/components/sync/changed-rows";
import { eventsQuery } from "@/components/sync/queries";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Failed } from "@/components/ui/failed";
import { formatCount, plural } from "@/components/ui/format";
import { formatAbsolute, formatClock } from "@/components/ui/format-time";
import { SearchInput } from "@/components/ui/search-input";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { ProgressFrame } from "@/lib/api/sync";

import { useLinkedEvent } from "./use-linked-event";

const pageSize = 60;

const matches = (frame: ProgressFrame, words: string) =>
  `${frame.step} ${frame.detail} ${frame.error?.message ?? ""}`.toLowerCase().includes(words);

/** What happened, newest first; grows while the run is live. */
export function EventsCard({ jobId }: { jobId: string }) {
  const { data, error, isPending, refetch } = useQuery(eventsQuery(jobId));
  const filter = useUrlFilter();
  const { words, type } = useUrlWords("find");
  const slice = filter.get("slice");
  const [limit, setLimit] = useState(pageSize);
  const all = data?.events ?? [];
  const linked = useLinkedEvent((seq) => all.some((frame) => frame.seq === seq));
  const isOwn = (frame: ProgressFrame) => slice === null || String(frame.slice) === slice;
  const isFound = (frame: ProgressFrame) => isOwn(frame) && matches(frame, words.trim().toLowerCase());
  // What the address leads to is shown whatever is looked for.
  const found = all.filter((frame) => frame.seq === linked || isFound(frame)).toReversed();
  const isShown = (frame: ProgressFrame, index: number) =>
    index < limit || (linked > 0 && frame.seq >= linked);
  return (
    <Card>
      <CardHeader
        title="Events"
        note={
          words || slice !== null
            ? `${found.length} of ${plural(all.length, "event")}`
            : plural(all.length, "event")
        }
      >
        <div className="flex flex-wrap gap-2">
          {slice === null ? null : (
            <Button onClick={() => filter.set({ slice: null })}>
              <X aria-hidden="true" className="size-3.5" />
              One slice only
            </Button>
          )}
          <SearchInput label="Search events" value={words} onChange={type} />
        </div>
      </CardHeader>
      <div className="min-h-40">
        {isPending ? (
          <div className="p-4">
            <SkeletonRows count={4} className="h-5" />
          </div>
        ) : null}
        {error ? (
          <div className="p-4">
            <Failed error={error} retry={() => void refetch()} />
          </div>
        ) : null}
        {data && found.length === 0 ? (
          <p className="p-4 text-ink-soft text-sm">
            {all.length > 0 ? "No event matches." : "Nothing has happened yet."}
          </p>
        ) : null}
        <ol>
          {found.filter(isShown).map((frame) => (
            <EventRow key={frame.seq} frame={frame} isLinked={frame.seq === linked} />
          ))}
        </ol>
        {found.length > limit ? (
          <div className="p-3 text-center">
            <Button size="sm" onClick={() => setLimit(limit + pageSize)}>
              Show older
            </Button>
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function EventRow({ frame, isLinked }: { frame: ProgressFrame; isLinked: boolean }) {
  return (
    <li
      id={`event-${frame.seq}`}
      className={clsx(
        "grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-2 border-line border-t px-4 py-1 text-sm first:border-t-0 md:grid-cols-[4.5rem_4.5rem_minmax(0,1fr)_auto_3.5rem]",
        isLinked && "bg-accent-tint",
      )}
    >
      <a href={`#event-${frame.seq}`} className="font-mono text-ink-faint text-xs leading-5 hover:underline">
        <time dateTime={frame.at} title={formatAbsolute(frame.at)}>
          {formatClock(frame.at)}
        </time>
        <span className="sr-only">, link to this event</span>
      </a>
      <span className="font-mono text-ink-soft text-xs leading-5">{frame.step}</span>
      <span className="col-span-2 min-w-0 break-words md:col-span-1">
        {frame.error?.message === frame.detail ? null : `${frame.detail} `}
        {frame.error ? <span className="text-bad">{frame.error.message}</span> : null}
      </span>
      <span className="hidden text-ink-faint text-xs leading-5 md:block">
        {formatCount(frame.counters.fetched)} checked · {formatCount(changedRows(frame.counters))} changed
      </span>
      <span className="hidden text-right text-ink-soft text-xs leading-5 md:block">
        {Math.floor(frame.progress)}&nbsp;%
      </span>
    </li>
  );
}
