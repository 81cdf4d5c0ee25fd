import type { Db } from "../engine";
import type { QueueItem, QueueKind } from "./rows";

export type NewItem = {
  id: string;
  kind: QueueKind;
  dueMs: number;
  rank: number;
  runId?: string | null;
  functionId?: string | null;
  stepId?: string | null;
  payload?: string | null;
  stackPosition?: number;
  slots?: string[];
  slotLimits?: number[];
};

/** Queueing the same id twice is queueing it once. */
export async function enqueue(db: Db, item: NewItem): Promise<void> {
  await db`
    insert into queue (id, kind, run_id, function_id, step_id, payload, stack_position, attempt, refusals, generation,
      due_ms, rank, slots, slot_limits)
    values (${item.id}, ${item.kind}, ${item.runId ?? null}, ${item.functionId ?? null}, ${item.stepId ?? null},
      ${item.payload ?? null}, ${item.stackPosition ?? 0}, 0, 0, 0, ${item.dueMs}, ${item.rank},
      ${item.slots ?? []}::text[], ${item.slotLimits ?? []}::int[])
    on conflict (id) do nothing`;
}

/** Items that are due and whose concurrency slots are not among the full ones, most urgent first. */
export function findDue(
  db: Db,
  query: { nowMs: number; fullSlots: string[]; mayCall: boolean; limit: number },
) {
  const { nowMs, fullSlots, mayCall, limit } = query;
  return db<QueueItem[]>`
    select * from queue
    where leased_by is null and due_ms <= ${nowMs} and not (slots && ${fullSlots}::text[])
      and (${mayCall} or kind <> 'call')
    order by rank, seq limit ${limit}`;
}

/** A new generation: whatever an earlier holder of the item still answers is void. */
export function lease(db: Db, ids: string[], instanceId: string) {
  return db<QueueItem[]>`
    update queue set leased_by = ${instanceId}, generation = generation + 1
    where id in (select id from queue where id = any(${ids}::text[]) and leased_by is null for update skip locked)
    returning *`;
}

export async function findNextDueMs(db: Db, nowMs: number): Promise<number | null> {
  const [row] = await db<{ due: number | null }[]>`
    select min(due_ms) as due from queue where leased_by is null and due_ms > ${nowMs}`;
  return row?.due ?? null;
}

/** Locks the item if this very lease still holds. */
export async function holdsLease(db: Db, item: QueueItem): Promise<boolean> {
  const rows = await db`
    select 1 from queue where id = ${item.id} and generation = ${item.generation} and leased_by is not null for update`;
  return rows.length === 1;
}

export async function removeItem(db: Db, item: QueueItem): Promise<void> {
  await db`delete from queue where id = ${item.id} and generation = ${item.generation}`;
}

type Postponement = { dueMs: number; attempt: number; refusals: number };

/** Gives the item back to the queue for later. */
export async function postpone(db: Db, item: QueueItem, later: Postponement): Promise<void> {
  await db`
    update queue set leased_by = null, due_ms = ${later.dueMs}, attempt = ${later.attempt}, refusals = ${later.refusals}
    where id = ${item.id} and generation = ${item.generation}`;
}

/** On boot nobody else works on this schema: what is still leased was in the hands of a process that died. */
export async function reclaimAll(db: Db): Promise<number> {
  const rows = await db`update queue set leased_by = null where leased_by is not null returning id`;
  return rows.length;
}
