import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connections, dailyMetrics, syncRuns } from "@/drizzle/schema";
import { chooseAccounts } from "@/lib/connections/choose-accounts";
import { discardForgotten } from "@/lib/connections/discard-setup";
import { disconnect } from "@/lib/connections/disconnect";
import { getSetup } from "@/lib/connections/get-setup";
import { listChoices } from "@/lib/connections/list-choices";
import { listConnections, listWithUnfinished } from "@/lib/connections/read-connections";
import { replaceLogin } from "@/lib/connections/replace-login";
import { requestSync, requestSyncIn } from "@/lib/sync/request";
import { type ConnectWorld, createConnectWorld } from "../support/connect-world";
import { createTestWorkspace } from "../support/workspace";

const refused = (code: string) => expect.objectContaining({ code });
const nothingRuns = async () => undefined;

describe("connecting", () => {
  let world: ConnectWorld;
  let id: string;
  let all: string[];

  beforeAll(async () => {
    world = await createConnectWorld("meta");
    ({ connectionId: id } = await world.consent());
  });
  afterAll(() => world.stop());

  test("a consent alone syncs nothing: it is no connection yet, and cannot be made to sync", async () => {
    const listed = await listWithUnfinished(world.viewer, world.clock);
    expect(listed.connections).toEqual([]);
    expect(listed.unfinished.map((setup) => setup.id)).toEqual([id]);
    expect(await world.selected(id)).toEqual([]);
    await expect(requestSync(world.viewer, { connectionId: id })).rejects.toThrow(
      refused("connection_not_ready"),
    );
  });

  test("the picker offers what the login sees now, active accounts chosen", async () => {
    const { accounts, auto_add_accounts } = await listChoices(world.viewer, id, world.clock);
    expect(accounts).toHaveLength(3);
    expect(auto_add_accounts).toBe(true);
    expect(accounts.every(({ selected, is_new, taken_by }) => selected && !is_new && !taken_by)).toBe(true);
    expect(accounts.map(({ currency, timezone }) => [currency, timezone])).toContainEqual([
      "EUR",
      "Europe/Berlin",
    ]);
    all = accounts.map((account) => account.external_id);
  });

  test("nothing chosen, something unknown or a gated frequency is refused, and it stays unfinished", async () => {
    await expect(world.finish(id, [])).rejects.toThrow(refused("no_account_chosen"));
    await expect(world.finish(id, ["act_1"])).rejects.toThrow(refused("account_unavailable"));
    await expect(world.finish(id, all, { sync_frequency: "realtime" })).rejects.toThrow(
      refused("frequency_gated"),
    );
    expect((await world.connection(id))?.status).toBe("choosing");
    expect(await world.selected(id)).toEqual([]);
    expect(await world.read((tx) => tx.select().from(syncRuns))).toEqual([]);
  });

  test("finishing starts the first sync of the chosen accounts, once", async () => {
    const [first = ""] = all;
    const { runId } = await world.finish(id, [first]);
    await expect(world.finish(id, all)).rejects.toThrow(refused("setup_finished"));
    const run = await world.run(runId);
    expect(run.status).toBe("succeeded");
    const slices = await world.slices(runId);
    expect(new Set(slices.map((slice) => slice.accountExternalId))).toEqual(new Set([first]));
    const [connection] = await listConnections(world.viewer, world.clock);
    expect(connection).toMatchObject({ id, status: "active", sync_frequency: "hourly" });
    expect(connection?.next_sync_at).not.toBeNull();
    expect((await getSetup(world.viewer, id)).is_unfinished).toBe(false);
  });

  test("an account chosen later is imported as a whole; the others go on as usual", async () => {
    const [first = "", second = ""] = all;
    const chosen = { account_ids: [first, second], auto_add_accounts: false };
    const { added, started } = await chooseAccounts(world.viewer, {
      connectionId: id,
      chosen,
      clock: world.clock,
      start: (tx) => requestSyncIn(tx, world.viewer, { connectionId: id }),
    });
    expect(added).toBe(1);
    expect((await world.run(started?.runId ?? "")).status).toBe("succeeded");
    const slices = await world.slices(started?.runId ?? "");
    const oldest = (account: string) =>
      slices
        .filter((slice) => slice.accountExternalId === account && slice.stream === "account_metrics")
        .map((slice) => slice.fromDay)
        .sort()[0];
    expect(oldest(first)).toBe("2026-06-04");
    expect(oldest(second)).toBe("2026-03-13");
    const { runId } = await requestSync(world.viewer, { connectionId: id });
    await world.run(runId);
    const next = await world.slices(runId);
    expect(next.map((slice) => slice.fromDay).sort()[0]).toBe("2026-06-04");
  });

  test("an account left out stops syncing and keeps its data", async () => {
    const [first = "", second = ""] = all;
    const rowsOf = async () =>
      (
        await world.read((tx) =>
          tx.select().from(dailyMetrics).where(eq(dailyMetrics.accountExternalId, second)),
        )
      ).length;
    const before = await rowsOf();
    const { removed, started } = await chooseAccounts(world.viewer, {
      connectionId: id,
      chosen: { account_ids: [first], auto_add_accounts: false },
      clock: world.clock,
      start: (tx) => requestSyncIn(tx, world.viewer, { connectionId: id }),
    });
    expect([removed, started]).toEqual([1, null]);
    const { runId } = await requestSync(world.viewer, { connectionId: id });
    await world.run(runId);
    expect((await world.slices(runId)).some((slice) => slice.accountExternalId === second)).toBe(false);
    expect(before).toBeGreaterThan(0);
    expect(await rowsOf()).toBe(before);
  });

  test("an account that appears at the provider is added only where that is wished", async () => {
    const [first = ""] = all;
    const sync = async () => {
      const { runId } = await requestSync(world.viewer, { connectionId: id });
      await world.run(runId);
    };
    await world.resize(4);
    await sync();
    expect(await world.selected(id)).toEqual([first]);
    const { accounts } = await listChoices(world.viewer, id, world.clock);
    expect(accounts.filter(({ is_new }) => is_new)).toHaveLength(1);

    await chooseAccounts(world.viewer, {
      connectionId: id,
      chosen: { account_ids: [first], auto_add_accounts: true },
      clock: world.clock,
      start: () => Promise.resolve(null),
    });
    await world.resize(5);
    await sync();
    const selected = await world.selected(id);
    expect(selected).toHaveLength(2);
    expect(selected).toContain(first);
    expect(all).not.toContain(selected.find((account) => account !== first));
  });

  test("consent by the same login renews the access; data, accounts and frequency stay", async () => {
    const before = await world.selected(id);
    await disconnect(world.viewer, id, nothingRuns);
    expect(await world.secrets(id)).toEqual([]);
    expect(await world.consent()).toEqual({ connectionId: id, isNew: false });
    expect(await world.selected(id)).toEqual(before);
    const [connection] = await listConnections(world.viewer, world.clock);
    expect(connection).toMatchObject({ id, status: "active", sync_frequency: "hourly" });
    expect(connection?.next_sync_at).not.toBeNull();
  });

  test("consent while a sync is queued leaves that sync as it is", async () => {
    const { runId } = await requestSync(world.viewer, { connectionId: id });
    await world.consent();
    const [connection] = await listConnections(world.viewer, world.clock);
    expect(connection).toMatchObject({ sync_status: "queued", headline: "running", active_job_id: runId });
    expect((await world.run(runId)).status).toBe("succeeded");
  });

  test("another login is a setup of its own, which may not take what the first one holds", async () => {
    const bob = { externalUserId: "bob" };
    await world.read((tx) => tx.update(connections).set(bob).where(eq(connections.id, id)));
    const { connectionId: other, isNew } = await world.consent({ meant: id });
    expect(isNew).toBe(true);
    expect(await getSetup(world.viewer, other)).toMatchObject({
      is_unfinished: true,
      instead_of: { id },
    });
    const { accounts } = await listChoices(world.viewer, other, world.clock);
    const held = accounts.filter(({ taken_by }) => taken_by?.id === id);
    expect(held.length).toBeGreaterThan(0);
    expect(held.some(({ selected }) => selected)).toBe(false);
    await expect(world.finish(other, [held[0]?.external_id ?? ""])).rejects.toThrow(refused("account_taken"));

    await replaceLogin(world.viewer, { setupId: other, targetId: id, clock: world.clock });
    expect(await world.connection(other)).toBeUndefined();
    expect(await world.connection(id)).toMatchObject({ status: "active" });
    expect((await world.connection(id))?.externalUserId).not.toBe("bob");
    const { runId } = await requestSync(world.viewer, { connectionId: id });
    expect((await world.run(runId)).status).toBe("succeeded");
    await expect(
      replaceLogin(world.viewer, { setupId: id, targetId: id, clock: world.clock }),
    ).rejects.toThrow(refused("login_not_replaceable"));
  });
});

describe("a consent nobody goes on with", () => {
  let world: ConnectWorld;
  beforeAll(async () => {
    world = await createConnectWorld("meta", { seed: "forgotten" });
  });
  afterAll(() => world.stop());

  test("is deleted after a day and its access revoked", async () => {
    const { connectionId } = await world.consent();
    world.advance(23 * 3_600);
    await discardForgotten(world.clock);
    expect(await world.connection(connectionId)).toBeDefined();
    await world.simulator.control("DELETE", "calls");
    world.advance(2 * 3_600);
    expect(await discardForgotten(world.clock)).toBeGreaterThan(0);
    expect(await world.connection(connectionId)).toBeUndefined();
    expect(await world.secrets(connectionId)).toEqual([]);
    const { calls } = await world.simulator.control<{ calls: { method: string }[] }>("GET", "calls");
    expect(calls.map(({ method }) => method)).toEqual(["DELETE"]);
  });

  test("does not end the access another workspace has by the same login", async () => {
    const { connectionId } = await world.consent();
    const viewer = await createTestWorkspace();
    const theirs = await world.consent({ viewer });
    await world.simulator.control("DELETE", "calls");
    await disconnect(world.viewer, connectionId, nothingRuns);
    const { calls } = await world.simulator.control<{ calls: unknown[] }>("GET", "calls");
    expect(calls).toEqual([]);
    expect((await listChoices(viewer, theirs.connectionId, world.clock)).accounts).toHaveLength(3);
  });

  test("belongs to its workspace alone", async () => {
    const { connectionId } = await world.consent();
    const stranger = await createTestWorkspace();
    await expect(getSetup(stranger, connectionId)).rejects.toThrow(refused("not_found"));
    await expect(listChoices(stranger, connectionId, world.clock)).rejects.toThrow(refused("not_found"));
    await expect(disconnect(stranger, connectionId, nothingRuns)).rejects.toThrow(refused("not_found"));
  });
});
