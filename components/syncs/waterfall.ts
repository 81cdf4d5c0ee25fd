import { groupBy } from "@/components/ui/group-by";
import type { ProgressFrame, SyncJob, SyncSlice } from "@/lib/api/sync";
import { Phase } from "@/lib/domain/phase";
import { type Setback, storyOf } from "./slice-story";

/** A stretch of the time axis; both 0..100. */
export type Stretch = { left: number; width: number };
export type SliceBar = {
  slice: SyncSlice;
  queue: Stretch;
  work: Stretch | null;
  /** Waits for a quota, within the work. */
  waits: Stretch[];
  setbacks: Setback[];
  /** Of its time so far, what waiting took. */
  waitedMs: number;
  ms: number | null;
};
export type PhaseBar = {
  phase: string;
  work: Stretch | null;
  ms: number | null;
  waitedMs: number;
  slices: SliceBar[];
};

export type Axis = { startMs: number; endMs: number };

export function axisOf(run: SyncJob, nowMs: number): Axis {
  const startMs = Date.parse(run.queued_at);
  const endMs = run.completed_at === null ? nowMs : Date.parse(run.completed_at);
  return { startMs, endMs: Math.max(endMs, startMs + 1_000) };
}

function stretch({ startMs, endMs }: Axis, fromMs: number, toMs: number): Stretch {
  const percent = (ms: number) => Math.min(100, Math.max(0, ((ms - startMs) / (endMs - startMs)) * 100));
  const left = percent(fromMs);
  return { left, width: Math.max(0, percent(toMs) - left) };
}

function barOf(slice: SyncSlice, axis: Axis, events: ProgressFrame[]): SliceBar {
  const { waits, setbacks } = storyOf(slice, events);
  const queuedMs = Date.parse(slice.queued_at);
  const startedMs = slice.started_at === null ? null : Date.parse(slice.started_at);
  const finishedMs = slice.finished_at === null ? axis.endMs : Date.parse(slice.finished_at);
  return {
    slice,
    queue: stretch(axis, queuedMs, startedMs ?? finishedMs),
    work: startedMs === null ? null : stretch(axis, startedMs, finishedMs),
    waits: waits.map(({ fromMs, toMs }) => stretch(axis, fromMs, Math.min(toMs, finishedMs))),
    setbacks,
    waitedMs: Math.min(slice.waited_ms, Math.max(0, finishedMs - (startedMs ?? finishedMs))),
    ms: startedMs === null ? null : Math.max(0, finishedMs - startedMs),
  };
}

function phaseOf(phase: string, slices: SyncSlice[], axis: Axis, events: ProgressFrame[]): PhaseBar {
  const bars = slices.map((slice) => barOf(slice, axis, events));
  const starts = slices.flatMap(({ started_at }) => (started_at === null ? [] : [Date.parse(started_at)]));
  const ends = slices.map(({ finished_at }) => (finished_at === null ? axis.endMs : Date.parse(finished_at)));
  const from = starts.length > 0 ? Math.min(...starts) : null;
  const to = Math.max(...slices.map((slice, index) => (slice.started_at === null ? 0 : (ends[index] ?? 0))));
  return {
    phase,
    work: from === null ? null : stretch(axis, from, to),
    ms: from === null ? null : Math.max(0, to - from),
    waitedMs: bars.reduce((sum, bar) => sum + bar.waitedMs, 0),
    slices: bars,
  };
}

/** Before any slice: access is checked and the plan is made. */
function authoriseOf(run: SyncJob, axis: Axis): PhaseBar {
  const planned = run.slices.map(({ queued_at }) => Date.parse(queued_at));
  const from = run.started_at === null ? null : Date.parse(run.started_at);
  const to = planned.length > 0 ? Math.min(...planned) : axis.endMs;
  return {
    phase: "authorise",
    work: from === null ? null : stretch(axis, from, to),
    ms: from === null ? null : Math.max(0, to - from),
    waitedMs: 0,
    slices: [],
  };
}

/** After the last slice: the snapshot is assembled, validated and written. Null where none was taken. */
function persistOf(run: SyncJob, axis: Axis, events: ProgressFrame[]): PhaseBar | null {
  const own = events.filter(({ step }) => step === "assemble" || step === "persist");
  const ends = run.slices.flatMap(({ finished_at }) =>
    finished_at === null ? [] : [Date.parse(finished_at)],
  );
  const last = own.at(-1);
  if (last === undefined || ends.length === 0) return null;
  const from = Math.max(...ends);
  const isOver = last.step === "persist" || run.completed_at !== null;
  const to = Math.max(from, isOver ? Date.parse(last.at) : axis.endMs);
  return { phase: "persist", work: stretch(axis, from, to), ms: to - from, waitedMs: 0, slices: [] };
}

/** The slices of a run by phase, in the order they were planned, placed on its time axis. */
export function waterfallOf(run: SyncJob, axis: Axis, events: ProgressFrame[]): PhaseBar[] {
  const order: readonly string[] = Phase.options;
  const known = groupBy(run.slices, ({ phase }) => phase);
  const rows = [...known].map(([phase, slices]) => phaseOf(phase, slices, axis, events));
  rows.sort((left, right) => order.indexOf(left.phase) - order.indexOf(right.phase));
  const first = known.has("authorise") ? [] : [authoriseOf(run, axis)];
  const last = persistOf(run, axis, events);
  return [...first, ...rows, ...(last ? [last] : [])];
}
