import type postgres from "postgres";
import { systemClock } from "@/lib/core/clock";
import { simulator } from "@/lib/providers/meta/simulator";
import { startSimulator, type TestSimulator } from "../../support/simulator";
import { connectTest, createTestWorkspace } from "../../support/workspace";
import { makeStale } from "./make-stale";
import type { Start, Subject } from "./subject";

/** Minutes since midnight on the account's clock. */
function minuteOfDay(timezone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  }).formatToParts(new Date());
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value ?? 0);
  return part("hour") * 60 + part("minute");
}

/** Accounts whose day does not end while the proof runs: their windows must not move. */
async function chooseAccounts(provider: TestSimulator): Promise<string[]> {
  const { accounts } = await provider.truth(1);
  return accounts
    .filter(({ timezone }) => minuteOfDay(timezone) < 1_440 - 75)
    .map(({ externalId }) => externalId);
}

/** A frozen world of small accounts, and workspaces that read one account each. */
export async function createWorld(sql: postgres.Sql) {
  const provider = await startSimulator(simulator, { seed: "crash", clock: systemClock });
  await provider.control("POST", "size", { accounts: 12, campaigns: 3, adsets: 2, ads: 2 });
  await provider.control("POST", "limits", { callsPerHour: 1_000_000 });
  await provider.control("POST", "freeze", { frozen: true });
  const accounts = await chooseAccounts(provider);
  return {
    provider,
    accounts,
    subject: async (account: string, start: Start, model?: Subject): Promise<Subject> => {
      const viewer = await createTestWorkspace();
      const connectionId = await connectTest(viewer, "meta", systemClock);
      await sql`update connection_accounts set selected = external_id = ${account} where connection_id = ${connectionId}`;
      const subject = { workspaceId: viewer.workspaceId, connectionId, account };
      if (start === "stale" && model) await makeStale(sql, subject, model);
      return subject;
    },
    /** Our own ledger of calls: one small account would use up its hour of 180 calls. */
    forgetCalls: async () => {
      await sql`truncate api_budget, budget_limits`;
    },
    countCalls: async () => (await provider.control<{ calls: unknown[] }>("GET", "calls")).calls.length,
    stop: provider.stop,
  };
}
