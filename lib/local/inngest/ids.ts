import { createHash, randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

function encode(value: bigint, length: number): string {
  let rest = value;
  let text = "";
  for (let i = 0; i < length; i++) {
    text = alphabet.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
}

const toBigInt = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString("hex") || "0"}`);

function buildUlid(atMs: number, entropy: bigint): string {
  return encode(BigInt(Math.floor(atMs)), 10) + encode(entropy & ((1n << 80n) - 1n), 16);
}

export const createUlid = (atMs: number) => buildUlid(atMs, toBigInt(randomBytes(10)));

/** The same text at the same time is always the same ULID. */
export function deriveUlid(atMs: number, text: string): string {
  return buildUlid(atMs, toBigInt(createHash("sha1").update(text).digest().subarray(0, 10)));
}

/**
 * Event ids of one request, from `x-inngest-event-id-seed: <ms>,<10 bytes base64>`: a request that the SDK sends again
 * yields the same ids. The n-th event is the seed's entropy + n + 1.
 */
export function deriveEventIds(seed: string | undefined, count: number, nowMs: number): string[] {
  const [ms, base64] = (seed ?? "").split(",");
  const entropy = Buffer.from(base64 ?? "", "base64");
  const at = Number(ms);
  const indexes = Array.from({ length: count }, (_, index) => index);
  if (!Number.isFinite(at) || at <= 0 || entropy.length !== 10) return indexes.map(() => createUlid(nowMs));
  return indexes.map((index) => buildUlid(at, toBigInt(entropy) + BigInt(index + 1)));
}

/** A version 5 shaped UUID of a name. */
function deriveUuid(name: string): string {
  const bytes = createHash("sha1").update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export const deriveAppId = (appName: string) => deriveUuid(`app ${appName}`);
export const deriveFunctionId = (slug: string) => deriveUuid(`function ${slug}`);

/** Job ids are short and the same for the same work, so that queueing twice is queueing once. */
export function deriveJobId(...parts: string[]): string {
  return toBigInt(createHash("sha1").update(parts.join("\n")).digest().subarray(0, 8)).toString(36);
}

export const hashText = (text: string) => createHash("sha1").update(text).digest("hex").slice(0, 16);

export const encodeQueueItemRef = (jobId: string) => Buffer.from(`${jobId}::default`).toString("base64");

export function decodeQueueItemRef(ref: string): string {
  return Buffer.from(ref, "base64").toString("utf8").split("::")[0] ?? "";
}
