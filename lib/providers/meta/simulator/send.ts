import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Fault } from "./state";
import type { Answer } from "./wire";

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

/** Writes an answer, or what the socket faults leave of it. */
export async function send(
  response: ServerResponse,
  { status, headers, body }: Answer,
  faults: Fault[],
): Promise<void> {
  const find = (kind: string) => faults.find((fault) => fault.kind === kind);
  if (find("reset") || find("executed_then_reset")) {
    response.socket?.resetAndDestroy();
    return;
  }
  const slow = find("slow");
  if (slow) await sleep(numberIn(slow, "ms", 20_000));
  const large = find("large");
  const text = large
    ? `{"data":"${"x".repeat(numberIn(large, "bytes", 30_000_000))}"}`
    : typeof body === "string"
      ? body
      : JSON.stringify(body);
  const bytes = Buffer.from(text ?? "");
  const all = {
    "content-type": "application/json; charset=UTF-8",
    "facebook-api-version": "v26.0",
    "cache-control": "no-store",
    ...headers,
  };
  const bomb = find("gzip_bomb");
  if (bomb) {
    response.writeHead(200, { ...all, "content-encoding": "gzip" });
    response.end(gzipSync(Buffer.alloc(numberIn(bomb, "bytes", 100_000_000), "x")));
    return;
  }
  const dripping = find("drip");
  const cut = find("truncated");
  const short = find("wrong_length");
  response.writeHead(status, { ...all, ...(short && { "content-length": String(bytes.length) }) });
  if (dripping) await drip(response, bytes, numberIn(dripping, "ms", 1_000));
  else if (short) {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
    setTimeout(() => response.destroy(), 20);
  } else response.end(cut ? bytes.subarray(0, numberIn(cut, "bytes", Math.floor(bytes.length / 2))) : bytes);
}
