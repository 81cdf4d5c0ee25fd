import type { ProgressFrame } from "@/lib/api/sync";
import { AppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { followRun } from "@/lib/sync/follow";
import { getStatus } from "@/lib/sync/history";

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
  "content-encoding": "none",
};

const heartbeat = { step: "heartbeat", detail: "waiting..." };
const encode = (frame: ProgressFrame | null) =>
  frame ? `id: ${frame.seq}\ndata: ${JSON.stringify(frame)}\n\n` : `data: ${JSON.stringify(heartbeat)}\n\n`;

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
  const gone = new AbortController();
  request.signal.addEventListener("abort", () => gone.abort(), { once: true });
  const frames = followRun(viewer, runId, { after, signal: gone.signal });
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode("retry: 1000\n\n")),
    pull: async (controller) => {
      try {
        const { done, value } = await frames.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(encode(value)));
      } catch (error) {
        // The client resumes by id; a half-sent frame cannot be read as one.
        log.warn({ error, runId }, "a progress stream broke off");
        controller.close();
      }
    },
    cancel: () => gone.abort(),
  });
  return new Response(body, { headers });
}
