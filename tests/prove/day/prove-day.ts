import { eq, sql } from "drizzle-orm";
import { syncRuns, syncSlices } from "@/drizzle/schema";
import { setFrequency } from "@/lib/connections/set-frequency";
import { type Frequency, frequencySeconds } from "@/lib/domain/frequency";
import { simulator } from "@/lib/providers/meta/simulator";
import { createSyncWorld, type SyncWorld } from "../../support/sync-world";
import type { Options } from "../support/options";
import { table } from "../support/table";

type Day = {
  frequency: Frequency;
  slots: number;
  callsByLane: Map<string, number>;
  calls: number;
  checked: number;
  written: number;
  /** One re-read of 90 days, as it is without lanes. */
  full: { calls: number; rows: number };
  /** What a full re-read at the end of the day still finds changed. */
  missed: number;
};

const busy = { accounts: 1, campaigns: 8, adsets: 3, ads: 4 };
const writtenIn = (run: typeof syncRuns.$inferSelect) => run.inserted + run.updated + run.deleted;

async function readCallsByLane({ read, connectionId }: SyncWorld): Promise<Map<string, number>> {
  const rows = await read((tx) =>
    tx
      .select({ lane: syncSlices.lane, calls: sql<number>`sum(${syncSlices.apiCalls})::int` })
      .from(syncSlices)
      .innerJoin(syncRuns, eq(syncRuns.id, syncSlices.runId))
      .where(sql`${syncRuns.connectionId} = ${connectionId} and ${syncRuns.trigger} = 'schedule'`)
      .groupBy(syncSlices.lane),
  );
  return new Map(rows.map(({ lane, calls }) => [lane, calls]));
}

/** Lives through the day slot by slot: the vendor's world and our clock move on, then the scheduled sync runs. */
async function liveThrough(frequency: Frequency, hours: number): Promise<Day> {
  const world = await createSyncWorld({
    providerId: "meta",
    simulator,
    seed: "busy day",
    at: "2026-06-10T05:00:00Z",
  });
  try {
    await world.provider.control("POST", "size", busy);
    await world.read((tx) =>
      tx.execute(sql`update connection_accounts set selected = external_id = (select min(external_id)
      from connection_accounts where connection_id = ${world.connectionId}) where connection_id = ${world.connectionId}`),
    );
    await setFrequency(world.viewer, world.connectionId, frequency, world.clock);
    await world.sync();
    const everySeconds = frequencySeconds[frequency] ?? 600;
    const slots = (hours * 3_600) / everySeconds;
    const total = { calls: 0, checked: 0, written: 0 };
    for (let slot = 0; slot < slots; slot += 1) {
      await world.advance(everySeconds);
      const { runId } = await world.request("incremental", "schedule");
      const { run } = await world.runNow(runId);
      if (run.status !== "succeeded")
        throw new Error(`slot ${slot} ended as ${run.status}: ${run.errorMessage}`);
      total.calls += run.apiCalls;
      total.checked += run.fetched;
      total.written += writtenIn(run);
    }
    const callsByLane = await readCallsByLane(world);
    const { run: whole } = await world.sync("full");
    const full = { calls: whole.apiCalls, rows: whole.fetched };
    return { frequency, slots, callsByLane, ...total, full, missed: writtenIn(whole) };
  } finally {
    await world.stop();
  }
}

const number = (value: number) => Math.round(value).toLocaleString("en");
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const avoidedOf = ({ slots, full, written }: Day) => 1 - written / (slots * full.rows);

/** What lanes save against reading 90 days each time, and what they cost in truth. Seeds claim 80-90 % of writes. */
export async function proveDay({ hours = 24 }: Options): Promise<string[]> {
  const days = [await liveThrough("10min", hours), await liveThrough("5min", hours)];
  const lanes = ["today", "warm", "entities", "cold", "demographics"];
  const rows: (string | number)[][] = [
    ["syncs", ...days.map(({ slots }) => number(slots))],
    ...lanes.map((lane) => [
      `calls of the lane ${lane}`,
      ...days.map((day) => number(day.callsByLane.get(lane) ?? 0)),
    ]),
    ["calls", ...days.map(({ calls }) => number(calls))],
    ["calls an hour, of 180 allowed", ...days.map(({ calls }) => number(calls / hours))],
    ["calls of a 90-day re-read each time", ...days.map(({ slots, full }) => number(slots * full.calls))],
    ["the same an hour", ...days.map(({ slots, full }) => number((slots * full.calls) / hours))],
    ["rows checked", ...days.map(({ checked }) => number(checked))],
    ["rows written", ...days.map(({ written }) => number(written))],
    [
      "of the rows checked not written",
      ...days.map(({ checked, written }) => percent(1 - written / checked)),
    ],
    ["rows of a 90-day re-read each time", ...days.map(({ slots, full }) => number(slots * full.rows))],
    ["of its writes avoided", ...days.map((day) => percent(avoidedOf(day)))],
    ["rows a full re-read at the end still changed", ...days.map(({ missed }) => number(missed))],
  ];
  console.log(`\n${table([`${hours} virtual hours, one account of 96 ads`, "10min", "5min"], rows)}\n`);
  return days.flatMap((day) =>
    avoidedOf(day) < 0.8
      ? [`${day.frequency}: only ${percent(avoidedOf(day))} of the writes were avoided`]
      : [],
  );
}
