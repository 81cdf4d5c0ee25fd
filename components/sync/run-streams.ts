import type { QueryClient } from "@tanstack/react-query";
import { ProgressFrame } from "@/lib/api/sync";
import { applyFrame } from "./apply-frame";
import { syncKeys } from "./queries";

type Watch = {
  jobId: string;
  client: QueryClient;
  watchers: number;
  source: EventSource | null;
  failures: number;
  notBefore: number;
  hasEnded: boolean;
};

/** HTTP/1.1 allows a browser six connections to a host, all tabs together; runs beyond these are polled. */
const maxOpen = 3;
const watches = new Map<string, Watch>();

function close(watch: Watch) {
  watch.source?.close();
  watch.source = null;
}

function retryLater(watch: Watch) {
  close(watch);
  const waitMs = Math.min(30_000, 1_000 * 2 ** watch.failures) * (0.75 + Math.random() / 2);
  watch.failures += 1;
  watch.notBefore = Date.now() + waitMs;
  setTimeout(openWhatMay, waitMs + 10);
}

function toFrame(data: string): ProgressFrame | null {
  try {
    return ProgressFrame.parse(JSON.parse(data));
  } catch {
    // A frame this page is too old to read; polling still brings the run up to date.
    return null;
  }
}

function read(watch: Watch, data: string) {
  const frame = toFrame(data);
  watch.failures = 0;
  if (frame === null || frame.step === "heartbeat") return;
  applyFrame(watch.client, watch.jobId, frame);
  if (frame.step !== "done" && frame.step !== "error") return;
  watch.hasEnded = true;
  close(watch);
  openWhatMay();
}

function open(watch: Watch) {
  const last = watch.client.getQueryData<ProgressFrame>(syncKeys.frame(watch.jobId))?.seq ?? 0;
  const source = new EventSource(`/api/sync/${encodeURIComponent(watch.jobId)}/stream?lastEventId=${last}`);
  source.onmessage = ({ data }: MessageEvent<string>) => read(watch, data);
  source.onerror = () => retryLater(watch);
  watch.source = source;
}

/** Opens streams up to the limit; a hidden tab holds none and catches up when it is looked at again. */
function openWhatMay() {
  if (document.visibilityState === "hidden") return;
  const all = [...watches.values()];
  const free = maxOpen - all.filter((watch) => watch.source !== null).length;
  const waiting = all.filter((w) => w.source === null && !w.hasEnded && w.notBefore <= Date.now());
  for (const watch of waiting.slice(0, Math.max(0, free))) open(watch);
}

function onVisibility() {
  if (document.visibilityState === "hidden") for (const watch of watches.values()) close(watch);
  openWhatMay();
}

/** Follows a run's stream into the query cache: one EventSource per run however many ask. Returns the release. */
export function watchRun(jobId: string, client: QueryClient): () => void {
  if (watches.size === 0) document.addEventListener("visibilitychange", onVisibility);
  const fresh: Watch = {
    jobId,
    client,
    watchers: 0,
    source: null,
    failures: 0,
    notBefore: 0,
    hasEnded: false,
  };
  const watch = watches.get(jobId) ?? fresh;
  watches.set(jobId, watch);
  watch.watchers += 1;
  openWhatMay();
  return () => {
    watch.watchers -= 1;
    if (watch.watchers > 0) return;
    close(watch);
    watches.delete(jobId);
    if (watches.size === 0) document.removeEventListener("visibilitychange", onVisibility);
    openWhatMay();
  };
}
