import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

export class TooLargeError extends Error {
  constructor(readonly maxBytes: number) {
    super(`The decoded body is larger than ${maxBytes} bytes`);
    this.name = "TooLargeError";
  }
}

function decoded(message: IncomingMessage): Readable {
  const encoding = message.headers["content-encoding"]?.toLowerCase();
  const decoder =
    encoding === "gzip" || encoding === "x-gzip"
      ? createGunzip()
      : encoding === "br"
        ? createBrotliDecompress()
        : encoding === "deflate"
          ? createInflate()
          : null;
  if (!decoder) return message;
  message.on("error", (error) => decoder.destroy(error));
  message.on("aborted", () => decoder.destroy(new Error("aborted")));
  return message.pipe(decoder);
}

/** The decoded bytes of a response. Rejects when the connection breaks, the encoding is broken or the cap is passed. */
export async function readBody(
  message: IncomingMessage,
  maxBytes: number,
  sawChunk: () => void,
): Promise<Buffer> {
  message.on("data", sawChunk);
  const stream = decoded(message);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxBytes) {
      message.destroy();
      throw new TooLargeError(maxBytes);
    }
    chunks.push(chunk);
  }
  if (!message.complete) throw new Error("aborted");
  return Buffer.concat(chunks);
}

/** Text in the charset the content type names, UTF-8 otherwise; a byte order mark is dropped. */
export function decodeText(bytes: Buffer, contentType: string): string {
  const charset = /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // An unknown charset name: UTF-8 is the best guess and JSON.parse decides.
    return new TextDecoder().decode(bytes);
  }
}
