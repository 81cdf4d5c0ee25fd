import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { syncRuns, syncSchedule } from "@/drizzle/schema";
import { database } from "@/lib/db/client";
import { withWorker } from "@/lib/db/transaction";
import { dispatchDue } from "@/lib/sync/dispatch";
import { createBareConnection } from "../support/bare-connection";

const due = new Date("2026-06-10T15:00:00Z");
const hour = 3_600_000;
const noSend = async () => undefined;
const dispatch = (at: Date) => dispatchDue({ fastest: false }, noSend, () => at);

let viewer: Awaited<ReturnType<typeof createBareConnection>>["viewer"];
let connectionId: string;

beforeEach(async () => {
  ({ viewer, connectionId } = await createBareConnection());
  await withWorker(viewer, (tx) =>
    tx
      .update(syncSchedule)
      .set({ everySeconds: 3_600, phaseSeconds: 0, nextSyncAt: due })
      .where(eq(syncSchedule.connectionId, connectionId)),
  );
});

const nextSlot = async () => {
  const [row] = await withWorker(viewer, (tx) =>
    tx.select().from(syncSchedule).where(eq(syncSchedule.connectionId, connectionId)),
  );
  return row?.nextSyncAt?.getTime();
};
const runs = () => withWorker(viewer, (tx) => tx.select({ id: syncRuns.id }).from(syncRuns));

test("a due connection is started once, and its slots missed meanwhile collapse into that one", async () => {
  const late = new Date(due.getTime() + 5 * hour + 1);
  expect(await dispatch(late)).toEqual({ due: 1, started: 1 });
  expect(await nextSlot()).toBe(due.getTime() + 6 * hour);
  expect(await dispatch(late)).toEqual({ due: 0, started: 0 });
  expect(await runs()).toHaveLength(1);
});

test("a slot whose run could not be made is not lost: it comes again within a minute", async () => {
  const refuse = sql.raw(`create function refuse_run() returns trigger language plpgsql as $$
    begin if new.connection_id = '${connectionId}' then raise 'no'; end if; return new; end $$;
    create trigger refuse_run before insert on sync_runs for each row execute function refuse_run()`);
  await database().execute(refuse);
  try {
    expect(await dispatch(due)).toEqual({ due: 1, started: 0 });
  } finally {
    await database().execute(sql`drop function refuse_run cascade`);
  }
  expect(await runs()).toHaveLength(0);
  const soon = new Date(due.getTime() + 60_000);
  expect(await dispatch(soon)).toEqual({ due: 1, started: 1 });
  expect(await nextSlot()).toBe(due.getTime() + hour);
});

test("a frequency that is changed while its run is being made stays as it was set", async () => {
  const chosen = new Date(due.getTime() + 7 * hour);
  await database().execute(
    sql.raw(`create function reschedule() returns trigger language plpgsql security definer as $$
    begin update sync_schedule set next_sync_at = '${chosen.toISOString()}' where connection_id = '${connectionId}'; return new; end $$;
    create trigger reschedule before insert on sync_runs for each row execute function reschedule()`),
  );
  try {
    expect(await dispatch(due)).toEqual({ due: 1, started: 1 });
  } finally {
    await database().execute(sql`drop function reschedule cascade`);
  }
  expect(await nextSlot()).toBe(chosen.getTime());
});
