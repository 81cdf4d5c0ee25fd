"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, CircleX, LoaderCircle } from "lucide-react";
import Link from "next/link";
import { streamWords } from "@/components/sync/step-words";
import { Card, CardHeader } from "@/components/ui/card";
import { Failed } from "@/components/ui/failed";
import { formatCount, plural } from "@/components/ui/format";
import { formatDay } from "@/components/ui/format-time";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Status, type StatusWord } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { StreamState } from "@/lib/api/connection-detail";
import { streamsQuery } from "./queries";

const words = {
  reading: {
    label: "Reading",
    meaning: "A sync reads it now.",
    tone: "busy",
    icon: LoaderCircle,
    spins: true,
  },
  read: { label: "Read", meaning: "The last reading went to its end.", tone: "good", icon: CircleCheck },
  partly: { label: "Partly", meaning: "A part of it could not be read.", tone: "warn", icon: CircleAlert },
  failed: { label: "Failed", meaning: "It could not be read.", tone: "warn", icon: CircleX },
} as const satisfies Record<StreamState["status"], StatusWord>;

const head = "px-3 py-2 font-normal first:pl-4 last:pr-4";
const cell = "px-3 py-2 align-top first:pl-4 last:pr-4";
const wide = "hidden sm:table-cell";

/** What is read of a connection, and what the newest reading of each found. */
export function StreamsCard({ connectionId }: { connectionId: string }) {
  const { data, error, isPending, refetch } = useQuery(streamsQuery(connectionId));
  return (
    <Card>
      <CardHeader title="Streams" note="as the newest sync of each left it" />
      {isPending ? (
        <div className="p-4">
          <SkeletonRows count={5} className="h-9" />
        </div>
      ) : null}
      {error && !data ? (
        <div className="p-4">
          <Failed error={error} retry={() => void refetch()} />
        </div>
      ) : null}
      {data?.streams.length === 0 ? (
        <p className="p-4 text-ink-soft text-sm">Nothing has been read yet.</p>
      ) : null}
      {data && data.streams.length > 0 ? (
        <table className="w-full text-sm">
          <thead className="border-line border-b text-left text-ink-faint text-xs">
            <tr>
              <th className={head}>Stream</th>
              <th className={head}>State</th>
              <th className={`${head} ${wide}`}>Read</th>
              <th className={`${head} ${wide}`}>Changed</th>
              <th className={`${head} text-right`}>Rows</th>
            </tr>
          </thead>
          <tbody className="divide-y">
            {data.streams.map((stream) => (
              <Row key={stream.stream} stream={stream} />
            ))}
          </tbody>
        </table>
      ) : null}
    </Card>
  );
}

function daysOf({ from, to }: StreamState): string | null {
  if (from === null || to === null) return null;
  return from === to ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`;
}

function Row({ stream }: { stream: StreamState }) {
  const { fetched, inserted, updated, unchanged, deleted, set_aside: setAside, calls, accounts } = stream;
  const facts = `${formatCount(inserted)} new, ${formatCount(updated)} changed, ${formatCount(unchanged)} the same${deleted > 0 ? `, ${formatCount(deleted)} gone` : ""}`;
  return (
    <tr>
      <td className={cell}>
        <Link
          href={`/syncs/${stream.run_id}`}
          className="inline-block font-medium first-letter:uppercase hover:underline"
        >
          {streamWords(stream.stream)}
        </Link>
        <p className="text-ink-faint text-xs">
          {plural(accounts, "account")} · {plural(calls, "call")}
          {daysOf(stream) ? ` · ${daysOf(stream)}` : ""}
        </p>
      </td>
      <td className={cell}>
        <Status word={words[stream.status]} />
        {stream.error ? <p className="text-ink-soft text-xs">{stream.error}</p> : null}
        <p className="text-ink-faint text-xs sm:hidden">
          <Time at={stream.read_at} />
        </p>
      </td>
      <td className={`${cell} ${wide}`}>
        <Time at={stream.read_at} />
      </td>
      <td className={`${cell} ${wide}`}>
        <Time at={stream.changed_at} never="–" />
      </td>
      <td className={`${cell} text-right`} title={facts}>
        {formatCount(fetched)}
        <span className="sr-only">, {facts}</span>
        <p className="text-ink-faint text-xs">
          <span className="whitespace-nowrap">{formatCount(inserted + updated + deleted)} written</span>
          {stream.set_aside_run_id ? (
            <>
              {" · "}
              <Link
                href={`/syncs/${stream.set_aside_run_id}?rows=set-aside`}
                className="whitespace-nowrap text-warn underline underline-offset-2"
              >
                {formatCount(setAside)} set aside
              </Link>
            </>
          ) : null}
        </p>
      </td>
    </tr>
  );
}
