"use client";

import { useQuery } from "@tanstack/react-query";
import { eventsQuery } from "@/components/sync/queries";
import { Card, CardHeader } from "@/components/ui/card";
import { formatDuration, plural } from "@/components/ui/format";
import { useSecond } from "@/components/ui/now";
import type { ProgressFrame, SyncJob } from "@/lib/api/sync";
import { PhaseRows } from "./phase-rows";
import { axisOf, type SliceBar, waterfallOf } from "./waterfall";

const ticks = [0, 0.25, 0.5, 0.75, 1];
const openUpTo = 12;
const none: ProgressFrame[] = [];

const hasTrouble = ({ slice, setbacks }: SliceBar) => slice.status === "failed" || setbacks.length > 0;

/** Where the time of a run went: a row per phase, its slices under it. */
export function WaterfallCard({ run }: { run: SyncJob }) {
  const now = useSecond();
  const axis = axisOf(run, now);
  const { data } = useQuery(eventsQuery(run.id));
  const phases = waterfallOf(run, axis, data?.events ?? none);
  const lengthMs = axis.endMs - axis.startMs;
  return (
    <Card>
      <CardHeader title="Steps" note={plural(run.slices.length, "slice")}>
        <ul aria-hidden="true" className="flex gap-3 text-ink-faint text-xs">
          <li className="inline-flex items-center gap-1.5">
            <span className="h-px w-4 bg-line-control" /> queued
          </li>
          <li className="inline-flex items-center gap-1.5">
            <span className="hatched h-2 w-4 text-warn-fill" /> waits for quota
          </li>
          <li className="inline-flex items-center gap-1.5">
            <span className="h-2 w-4 rounded-xs bg-accent-fill" /> works
          </li>
        </ul>
      </CardHeader>
      <div className="px-4 py-2">
        <div
          aria-hidden="true"
          className="hidden grid-cols-[14rem_minmax(0,1fr)_4.5rem] gap-x-3 text-ink-faint text-xs md:grid lg:grid-cols-[23rem_minmax(0,1fr)_4.5rem]"
        >
          <div className="relative col-start-2 h-5">
            {ticks.map((tick) => (
              <span
                key={tick}
                className="absolute whitespace-nowrap"
                style={{ left: `${tick * 100}%`, transform: `translateX(-${tick * 100}%)` }}
              >
                {formatDuration(lengthMs * tick)}
              </span>
            ))}
          </div>
        </div>
        <ul>
          {phases.map((phase) => (
            <PhaseRows
              key={phase.phase}
              phase={phase}
              startsOpen={run.slices.length <= openUpTo || phase.slices.some(hasTrouble)}
            />
          ))}
        </ul>
      </div>
    </Card>
  );
}
