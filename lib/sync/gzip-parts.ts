import { promisify } from "node:util";
import { constants, deflateRaw } from "node:zlib";

const deflate = promisify(deflateRaw);

/** What gzip's trailer needs to know of everything before it. */
export type GzipState = { crc: number; length: number };

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 that goes on from an earlier one; Node's own exists only from 20.15 on. */
function crc32(bytes: Uint8Array, start: number): number {
  let crc = ~start;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);

function trailer({ crc, length }: GzipState): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(crc, 0);
  bytes.writeUInt32LE(length % 2 ** 32, 4);
  return bytes;
}

/**
 * Compresses the next text of a file. Each part stands by itself, so that another process can go on after any of
 * them; put together they are one gzip member, as browsers want it (RFC 1952).
 */
export async function gzipPart(
  text: string,
  state: GzipState | null,
  isLast: boolean,
): Promise<{ bytes: Buffer; state: GzipState }> {
  const input = Buffer.from(text);
  const finishFlush = isLast ? constants.Z_FINISH : constants.Z_FULL_FLUSH;
  const body = await deflate(input, { finishFlush });
  const { crc, length } = state ?? { crc: 0, length: 0 };
  const next = { crc: crc32(input, crc), length: length + input.length };
  const bytes = Buffer.concat([...(state ? [] : [header]), body, ...(isLast ? [trailer(next)] : [])]);
  return { bytes, state: next };
}
