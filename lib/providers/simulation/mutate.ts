import { child, pick, roll } from "./hash";
import type { Answer } from "./wire";

/** Stands where a text that JSON cannot hold comes in afterwards. */
const deepMark = "__deep__";
const deep = `${"[".repeat(4_000)}1${"]".repeat(4_000)}`;

const strange = [
  ...[null, true, 0, -1, 1.5e308, 1e-320, "", " ", [], {}, "NaN", "Infinity", "-0", "1e400"],
  ...["9223372036854775808", "1,234.56", "2026-02-30", "0000-00-00", "x".repeat(20_000), deepMark],
  ...["\u0000", "a\u0000b", "\ud83d", "\u202e=cmd()", "<script>", [null], [[]], { a: { b: [1] } }],
] as const;

type Place = { holder: Record<string, unknown> | unknown[]; key: string | number };

/** Every place of a value where something stands, parents before children. */
function placesOf(value: unknown, places: Place[] = []): Place[] {
  if (typeof value !== "object" || value === null) return places;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    places.push({ holder, key });
    placesOf(holder[key], places);
  }
  return places;
}

function mutateValue(body: unknown, key: number): unknown {
  const places = placesOf(body);
  const place = places[Math.floor(roll(key, 1) * places.length)];
  if (!place) return pick(strange as unknown as readonly [unknown], key, 2);
  const holder = place.holder as Record<string, unknown>;
  const how = roll(key, 3);
  const old = holder[place.key];
  if (how < 0.3) delete holder[place.key];
  else if (how < 0.4 && Array.isArray(old)) old.push(...old);
  else if (how < 0.5 && Array.isArray(old)) old.length = Math.floor(old.length / 2);
  else if (how < 0.55) holder[place.key] = typeof old === "string" ? Number(old) : String(old);
  else holder[place.key] = pick(strange as unknown as readonly [unknown], key, 4);
  return body;
}

function mutateBytes(bytes: Buffer, key: number): Buffer {
  const at = Math.floor(roll(key, 5) * bytes.length);
  const how = Math.floor(roll(key, 6) * 5);
  if (how === 0) return bytes.subarray(0, at);
  if (how === 1)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + Math.floor(roll(key, 7) * 20))]);
  if (how === 2) return Buffer.from(bytes.toString("latin1"), "utf16le");
  if (how === 3) return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
  const flipped = Buffer.from(bytes);
  for (let count = 0; count < 5 && flipped.length > 0; count += 1) {
    const index = Math.floor(roll(key, 10 + count) * flipped.length);
    flipped[index] = Math.floor(roll(key, 20 + count) * 256);
  }
  return flipped;
}

const statuses = [200, 201, 204, 206, 400, 404, 418, 500, 503] as const;
const types = ["application/json", "text/html", "text/plain", "application/octet-stream", ""] as const;

/** Up to three seeded wounds: fields, values, bytes, status or type. The answer handed in stays whole. */
export function mutate(answer: Answer, key: number): Answer {
  const isData = typeof answer.body === "object" && !(answer.body instanceof Uint8Array);
  let body: unknown = isData ? structuredClone(answer.body) : answer.body;
  const wounds = 1 + Math.floor(roll(key, 30) * 3);
  for (let wound = 0; isData && wound < wounds; wound += 1) body = mutateValue(body, child(key, wound));
  const text = isData ? (JSON.stringify(body) ?? "null").replaceAll(`"${deepMark}"`, deep) : body;
  const bytes = typeof text === "string" ? Buffer.from(text) : Buffer.from(text as Uint8Array);
  const hurtsBytes = !isData || roll(key, 31) < 0.25;
  const headers = { ...answer.headers };
  if (roll(key, 32) < 0.05) headers["content-type"] = pick(types, key, 33);
  return {
    status: roll(key, 34) < 0.05 ? pick(statuses, key, 35) : answer.status,
    headers,
    body: hurtsBytes ? mutateBytes(bytes, child(key, 36)) : bytes,
  };
}
