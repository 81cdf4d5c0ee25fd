"use client";

import { clsx } from "clsx";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { phaseWords, streamWords } from "@/components/sync/step-words";
import { formatCount, formatDuration, plural } from "@/components/ui/format";
import { formatAbsolute, formatClock, formatDay } from "@/components/ui/format-time";
import type { SyncSlice } from "@/lib/api/sync";
import { TimeBar } from "./bar";
import type { PhaseBar, SliceBar } from "./waterfall";

const row =
  "grid grid-cols-[minmax(0,1fr)_4.5rem] items-center gap-x-3 md:grid-cols-[14rem_minmax(0,1fr)_4.5rem] lg:grid-cols-[23rem_minmax(0,1fr)_4.5rem]";
const barCell = "col-span-2 row-start-2 md:col-span-1 md:col-start-2 md:row-start-1";

const severity: SyncSlice["status"][] = ["failed", "waiting", "running", "pending", "done", "skipped"];

function statusOf(slices: SliceBar[]): SyncSlice["status"] {
  const has = (status: SyncSlice["status"]) => slices.some(({ slice }) => slice.status === status);
  return severity.find(has) ?? "pending";
}

const took = (ms: number | null) => (ms === null ? "–" : formatDuration(ms));

export function PhaseRows({ phase, startsOpen }: { phase: PhaseBar; startsOpen: boolean }) {
  const [chosen, setOpen] = useState<boolean | null>(null);
  const isOpen = chosen ?? startsOpen;
  return (
    <li className="border-line border-t py-1 first:border-t-0">
      <div className={row}>
        <PhaseName phase={phase} isOpen={isOpen} toggle={() => setOpen(!isOpen)} />
        <div className={barCell}>
          <TimeBar
            work={phase.work}
            waits={phase.slices.flatMap(({ waits }) => waits)}
            status={phase.slices.length > 0 ? statusOf(phase.slices) : "done"}
          />
        </div>
        <span className="text-right text-sm">
          {took(phase.ms)}
          {phase.waitedMs > 0 ? (
            <span className="block text-warn text-xs" title="Waited for quota, all slices together">
              {formatDuration(phase.waitedMs)} quota
            </span>
          ) : null}
        </span>
      </div>
      {isOpen ? (
        <ul>
          {phase.slices.map((bar) => (
            <SliceRow key={bar.slice.id} bar={bar} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

type NameProps = { phase: PhaseBar; isOpen: boolean; toggle: () => void };

function PhaseName({ phase, isOpen, toggle }: NameProps) {
  const { step, title } = phaseWords(phase.phase);
  const words = (
    <>
      <span className="font-mono text-ink-faint text-xs">{step}</span>
      <span className="truncate font-medium">{title}</span>
    </>
  );
  const look = "flex h-7 min-w-0 items-center gap-1.5 text-left";
  if (phase.slices.length === 0) return <div className={clsx(look, "pl-5")}>{words}</div>;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={toggle}
      className={clsx(look, "rounded-sm hover:text-accent")}
    >
      <ChevronRight
        aria-hidden="true"
        className={clsx("size-3.5 shrink-0 text-ink-faint transition-transform", isOpen && "rotate-90")}
      />
      {words}
      <span className="whitespace-nowrap text-ink-faint text-xs">{plural(phase.slices.length, "slice")}</span>
    </button>
  );
}

function daysOf({ from, to }: SyncSlice): string {
  if (from === null || to === null) return "";
  return from === to ? ` ${formatDay(from)}` : ` ${formatDay(from)} to ${formatDay(to)}`;
}

function factsOf({ slice, waitedMs }: SliceBar): string {
  return [
    slice.status,
    `${formatCount(slice.counters.fetched)} rows`,
    plural(slice.calls, "call"),
    ...(slice.attempt > 1 ? [`${slice.attempt} attempts`] : []),
    ...(waitedMs > 0 ? [`waited ${formatDuration(waitedMs)} for quota`] : []),
  ].join(" · ");
}

function SliceRow({ bar }: { bar: SliceBar }) {
  const { slice, queue, work, waits, setbacks, ms } = bar;
  const filter = useUrlFilter();
  const facts = factsOf(bar);
  const isChosen = filter.get("slice") === slice.id;
  return (
    <li id={`slice-${slice.id}`} className="text-sm">
      <div className={clsx(row, isChosen && "bg-accent-tint")} title={facts}>
        <button
          type="button"
          aria-pressed={isChosen}
          onClick={() => filter.set({ slice: isChosen ? null : slice.id })}
          className="min-w-0 truncate pl-5 text-left text-ink-soft hover:text-ink"
        >
          {slice.account_name}{" "}
          <span className="text-ink-faint">
            {streamWords(slice.stream)}
            {daysOf(slice)}
          </span>
          <span className="sr-only"> {facts}: show its events</span>
        </button>
        <div className={barCell}>
          <TimeBar queue={queue} work={work} waits={waits} status={slice.status} isThin />
        </div>
        <span className="text-right text-ink-soft">{took(ms)}</span>
        {slice.error ? (
          <p
            className={clsx(
              "col-span-full pb-1 pl-5 text-xs",
              slice.status === "failed"
                ? "text-bad"
                : slice.status === "skipped"
                  ? "text-ink-soft"
                  : "text-warn",
            )}
          >
            {slice.error}
          </p>
        ) : null}
      </div>
      {setbacks.length > 0 ? (
        <ol aria-label="Attempts that did not get through" className="ml-6 border-line border-l pl-3 text-xs">
          {setbacks.map((setback, index) => (
            <li key={setback.seq} className="text-ink-soft">
              <a href={`#event-${setback.seq}`} className="text-accent underline underline-offset-2">
                attempt {index + 1}
              </a>{" "}
              <time
                dateTime={setback.at}
                title={formatAbsolute(setback.at)}
                className="font-mono text-ink-faint"
              >
                {formatClock(setback.at)}
              </time>{" "}
              {setback.words}
            </li>
          ))}
        </ol>
      ) : null}
    </li>
  );
}
