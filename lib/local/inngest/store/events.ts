import type { Db, Engine } from "../engine";
import { deriveJobId } from "../ids";
import { enqueue } from "./queue";

export type Event = {
  data: Record<string, unknown>;
  id: string;
  name: string;
  ts: number;
  user: Record<string, unknown>;
  v?: string;
  meta?: unknown;
};

/** Stores an event and queues its consequences; they follow in the order of storing. */
export async function storeEvent(
  db: Db,
  engine: Engine,
  event: Event & { internalId: string },
): Promise<void> {
  const { internalId, ...body } = event;
  const nowMs = engine.now();
  const rows = await db`
    insert into events (id, event_id, name, body, received_ms)
    values (${internalId}, ${event.id}, ${event.name}, ${JSON.stringify(body)}, ${nowMs})
    on conflict (id) do nothing returning id`;
  if (rows.length === 0) return;
  await enqueue(db, {
    id: deriveJobId("event", internalId),
    kind: "event",
    dueMs: nowMs,
    rank: 0,
    payload: internalId,
  });
}

export async function findEvent(db: Db, id: string): Promise<{ internalId: string; event: Event } | null> {
  const [row] = await db<{ id: string; body: string }[]>`
    select id, body from events where id = ${id} or event_id = ${id} order by received_ms limit 1`;
  return row ? { internalId: row.id, event: JSON.parse(row.body) as Event } : null;
}
