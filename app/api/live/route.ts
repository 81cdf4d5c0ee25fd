import { AppError } from "@/lib/core/errors";
import { followRuns, knownRuns, type RunCursor } from "@/lib/sync/follow-runs";
import { eventOf, toEventStream } from "../event-stream";
import { withViewer } from "../with-viewer";

const maxRuns = 50;

function toCursor(text: string): RunCursor {
  const [, runId, seq] = /^(.+)\.(\d{1,9})$/.exec(text) ?? [];
  if (runId && seq) return { runId, after: Number(seq) };
  throw new AppError({
    code: "invalid_cursor",
    message: "Each `run` is the id of a sync, a dot and the number of its last event.",
    status: 422,
    actor: "you",
  });
}

/** Several runs in one stream, so that a browser needs one connection for all of them. Unknown ones are left out. */
export const GET = withViewer(async ({ viewer, request }) => {
  const asked = new URL(request.url).searchParams.getAll("run").slice(0, maxRuns).map(toCursor);
  const cursors = await knownRuns(viewer, asked);
  return toEventStream({
    request,
    open: (signal) => followRuns(viewer, cursors, { signal }),
    encode: ({ runId, frame }) => eventOf({ job_id: runId, ...frame }),
  });
});
