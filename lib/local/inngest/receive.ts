import { z } from "zod";
import type { Engine } from "./engine";
import { deriveEventIds } from "./ids";
import { storeEvent } from "./store/events";

const earliest = Date.UTC(1980, 0, 1);
const latest = Date.UTC(2100, 0, 1);

const Incoming = z.looseObject({
  id: z.string().nullish(),
  name: z.string().min(1),
  data: z.record(z.string(), z.unknown()).nullish(),
  user: z.record(z.string(), z.unknown()).nullish(),
  ts: z.number().nullish(),
  v: z.string().nullish(),
});
type Incoming = z.infer<typeof Incoming>;

function findFault({ name, ts }: Incoming): string | null {
  if (name.toLowerCase().startsWith("inngest/")) return `event name is reserved for internal use: ${name}`;
  if (ts && (ts < earliest || ts > latest)) return "timestamp is out of range";
  return null;
}

function normalise(raw: Incoming, internalId: string, nowMs: number) {
  const { _inngest, ...data } = raw.data ?? {};
  return {
    data,
    id: raw.id || internalId,
    name: raw.name,
    ts: Math.floor(raw.ts || nowMs),
    user: raw.user ?? {},
    ...(raw.v ? { v: raw.v } : {}),
    ...(raw.meta ? { meta: raw.meta } : {}),
  };
}

/** Stores the events of one request, all or none. Returns our ids of them, or why none was taken. */
export async function receiveEvents(engine: Engine, body: unknown, seed: string | undefined) {
  const parsed = z.array(Incoming).safeParse(Array.isArray(body) ? body : [body]);
  if (!parsed.success) return { ids: [], fault: "events need a name, and data that is an object" };
  const fault = parsed.data.map(findFault).find((text) => text !== null);
  if (fault) return { ids: [], fault };
  const nowMs = engine.now();
  const ids = deriveEventIds(seed, parsed.data.length, nowMs);
  await engine.sql.begin(async (tx) => {
    for (const [index, raw] of parsed.data.entries()) {
      const internalId = ids[index] ?? "";
      await storeEvent(tx, engine, { ...normalise(raw, internalId, nowMs), internalId });
    }
  });
  engine.wake();
  return { ids, fault: null };
}
