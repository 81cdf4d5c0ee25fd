import type { QueryClient } from "@tanstack/react-query";
import type { LiveFrame } from "@/lib/api/live";
import type { ProgressFrame } from "@/lib/api/sync";
import { applyFrame } from "./apply-frame";
import { createLiveHub, isTerminal } from "./live-hub";
import type { Wants } from "./live-messages";
import { syncKeys } from "./queries";

type Watch = { client: QueryClient; watchers: number; hasEnded: boolean };

const watches = new Map<string, Watch>();
let hub: ReturnType<typeof createLiveHub> | null = null;

function wants(): Wants {
  const open = [...watches].filter(([, { hasEnded }]) => !hasEnded);
  return Object.fromEntries(
    open.map(([jobId, { client }]) => [
      jobId,
      client.getQueryData<ProgressFrame>(syncKeys.frame(jobId))?.seq ?? 0,
    ]),
  );
}

function onFrame({ job_id: jobId, ...frame }: LiveFrame) {
  const watch = watches.get(jobId);
  if (!watch) return;
  applyFrame(watch.client, jobId, frame);
  if (isTerminal(frame)) watch.hasEnded = true;
}

function theHub() {
  if (hub) return hub;
  const made = createLiveHub({ wants, onFrame });
  document.addEventListener("visibilitychange", made.update);
  window.addEventListener("pagehide", made.leave);
  // A page that comes back from the browser's cache goes on where it was.
  window.addEventListener("pageshow", ({ persisted }) => persisted && made.update());
  hub = made;
  return made;
}

/** Follows a run's progress into the query cache, over the one stream of all tabs. Returns the release. */
export function watchRun(jobId: string, client: QueryClient): () => void {
  const watch = watches.get(jobId) ?? { client, watchers: 0, hasEnded: false };
  watches.set(jobId, watch);
  watch.watchers += 1;
  theHub().update();
  return () => {
    watch.watchers -= 1;
    if (watch.watchers > 0) return;
    watches.delete(jobId);
    theHub().update();
  };
}
