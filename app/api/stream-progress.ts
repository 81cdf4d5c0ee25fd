import { AppError } from "@/lib/core/errors";
import { followRun } from "@/lib/sync/follow";
import { getStatus } from "@/lib/sync/history";
import { eventOf, toEventStream } from "./event-stream";

/** A new EventSource cannot set Last-Event-ID, so the query may carry it as well. */
function cursorOf(request: Request): number {
  const given =
    request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("lastEventId") ?? "0";
  const seq = Number(given);
  if (Number.isInteger(seq) && seq >= 0) return seq;
  throw new AppError({
    code: "invalid_cursor",
    message: "Last-Event-ID is not a number of this stream.",
    status: 422,
    actor: "you",
  });
}

/** A run's progress as server-sent events, from the cursor to the terminal frame. 404 before the first byte. */
export async function streamProgress(
  viewer: { workspaceId: string },
  runId: string,
  request: Request,
): Promise<Response> {
  const after = cursorOf(request);
  await getStatus(viewer, runId);
  return toEventStream({
    request,
    open: (signal) => followRun(viewer, runId, { after, signal }),
    encode: (frame) => eventOf(frame, frame.seq),
  });
}
