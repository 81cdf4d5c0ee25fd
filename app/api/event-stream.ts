import { log } from "@/lib/core/log";

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
  "content-encoding": "none",
};

const heartbeat = `data: ${JSON.stringify({ step: "heartbeat", detail: "waiting..." })}\n\n`;

/** One server-sent event; without an id the client keeps its own place. */
export const eventOf = (data: unknown, id?: number) =>
  `${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;

type Source<Item> = {
  request: Request;
  /** Null is a heartbeat. Has to end soon after `signal` is aborted. */
  open: (signal: AbortSignal) => AsyncGenerator<Item | null>;
  encode: (item: Item) => string;
};

/** Items as server-sent events, until they end or the client hangs up. */
export function toEventStream<Item>({ request, open, encode }: Source<Item>): Response {
  const gone = new AbortController();
  request.signal.addEventListener("abort", () => gone.abort(), { once: true });
  const items = open(gone.signal);
  // Nobody pulls any more, so that a source that waits at its last item has to be told to end.
  gone.signal.addEventListener("abort", () => void items.return(undefined), { once: true });
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode("retry: 1000\n\n")),
    pull: async (controller) => {
      try {
        const { done, value } = await items.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value === null ? heartbeat : encode(value)));
      } catch (error) {
        // The client resumes by id; a half-sent event cannot be read as one.
        log.warn({ error }, "a progress stream broke off");
        controller.close();
      }
    },
    cancel: () => gone.abort(),
  });
  return new Response(body, { headers });
}
