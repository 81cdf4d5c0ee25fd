import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Fault } from "./state";
import type { Answer } from "./wire";

/** What a connection can suffer, whatever was said on it. */
export const socketKinds = [
  ...["slow", "drip", "reset", "executed_then_reset", "half_reset", "truncated", "wrong_length"],
  ...["large", "endless", "gzip_bomb"],
];

const numberIn = ({ params }: Fault, name: string, fallback: number) => Number(params[name] ?? fallback);

/** One byte at a time until the other side gives up. */
async function drip(response: ServerResponse, bytes: Buffer, pauseMs: number): Promise<void> {
  for (const byte of bytes) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await sleep(pauseMs);
  }
  response.end();
}

/** Chunk after chunk until the other side gives up. */
async function pour(response: ServerResponse): Promise<void> {
  const chunk = Buffer.alloc(1_000_000, "x");
  while (!response.destroyed) {
    if (!response.write(chunk)) await sleep(1);
  }
}

function bytesOf(body: unknown, large: Fault | undefined): Buffer {
  if (large) return Buffer.from(`{"data":"${"x".repeat(numberIn(large, "bytes", 30_000_000))}"}`);
  if (body instanceof Uint8Array) return Buffer.from(body);
  return Buffer.from(typeof body === "string" ? body : (JSON.stringify(body) ?? ""));
}

/** Half of the bytes, then the end of the connection: with a reset, or without a word. */
function breakOff(response: ServerResponse, bytes: Buffer, isReset: boolean): void {
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
  setTimeout(() => (isReset ? response.socket?.resetAndDestroy() : response.destroy()), 20);
}

/** Writes an answer, or what the socket faults leave of it. */
export async function send(
  response: ServerResponse,
  { status, headers, body }: Answer,
  faults: Fault[] = [],
): Promise<void> {
  const find = (kind: string) => faults.find((fault) => fault.kind === kind);
  if (find("reset") || find("executed_then_reset")) {
    response.socket?.resetAndDestroy();
    return;
  }
  const slow = find("slow");
  if (slow) await sleep(numberIn(slow, "ms", 20_000));
  const bytes = bytesOf(body, find("large"));
  const all = { "content-type": "application/json; charset=UTF-8", "cache-control": "no-store", ...headers };
  const bomb = find("gzip_bomb");
  if (bomb) {
    response.writeHead(200, { ...all, "content-encoding": "gzip" });
    response.end(gzipSync(Buffer.alloc(numberIn(bomb, "bytes", 100_000_000), "x")));
    return;
  }
  const dripping = find("drip");
  const cut = find("truncated");
  const isShort = find("wrong_length") !== undefined;
  response.writeHead(status, { ...all, ...(isShort && { "content-length": String(bytes.length) }) });
  if (find("endless")) await pour(response);
  else if (dripping) await drip(response, bytes, numberIn(dripping, "ms", 1_000));
  else if (isShort || find("half_reset")) breakOff(response, bytes, !isShort);
  else response.end(cut ? bytes.subarray(0, numberIn(cut, "bytes", Math.floor(bytes.length / 2))) : bytes);
}
