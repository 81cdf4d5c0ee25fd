import { log } from "@/lib/core/log";

/** Pieces as a response body, pulled as fast as the reader reads. A failure breaks the answer off, visibly. */
export function toStream(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        log.warn({ error }, "a streamed answer broke off");
        controller.error(error);
      }
    },
    cancel: async () => {
      await pieces.return(undefined);
    },
  });
}

/** A name any file system takes: letters, digits, dots and dashes. */
export const fileName = (...parts: string[]) =>
  parts
    .map((part) => part.replace(/[^A-Za-z0-9.]+/g, "-").replace(/^[-.]+|[-.]+$/g, ""))
    .filter(Boolean)
    .join("-")
    .slice(0, 120);

export async function* encode(texts: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}
