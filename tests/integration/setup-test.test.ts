import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { connections } from "@/drizzle/schema";
import type { SetupCheck } from "@/lib/api/connection";
import { listChoices } from "@/lib/connections/list-choices";
import { testConnection } from "@/lib/connections/test/test-connection";
import { spendCall } from "@/lib/db/budget";
import { listProviders } from "@/lib/providers";
import { type ConnectWorld, createConnectWorld } from "../support/connect-world";
import { createTestWorkspace } from "../support/workspace";

let world: ConnectWorld;
afterEach(() => world.stop());

async function begin(providerId: string) {
  world = await createConnectWorld(providerId);
  const { connectionId } = await world.consent();
  const { accounts } = await listChoices(world.viewer, connectionId, world.clock);
  return { connectionId, accountIds: accounts.map((account) => account.external_id) };
}

async function run(input: { connectionId: string; accountIds: string[] }): Promise<SetupCheck[]> {
  const lines: SetupCheck[] = [];
  for await (const line of testConnection(world.viewer, { ...input, clock: world.clock })) lines.push(line);
  return lines;
}

const settled = (lines: SetupCheck[]) => lines.filter(({ status }) => status !== "checking");
const idsOf = (lines: SetupCheck[]) => lines.map(({ id }) => id).sort();

describe.each(listProviders().map(({ id, name }) => [name, id] as const))(
  "the setup test of %s",
  (_name, id) => {
    test("passes line by line, each told as it begins and as it ends", async () => {
      const setup = await begin(id);
      const lines = await run(setup);
      expect(settled(lines).map(({ title, status }) => [title, status])).toEqual(
        settled(lines).map(({ title }) => [title, "ok"]),
      );
      const lasting = lines.filter(({ status, id: line }) => status === "checking" || line === "scopes");
      expect(idsOf(lasting)).toEqual(idsOf(settled(lines)));
      for (const account of setup.accountIds) expect(idsOf(settled(lines))).toContain(`account:${account}`);
    });

    test("an account that refuses us fails alone, with what to do", async () => {
      const setup = await begin(id);
      const [denied] = setup.accountIds;
      await world.simulator.fault("permission", { account: denied });
      const lines = settled(await run(setup));
      const failed = lines.filter(({ status }) => status === "failed");
      expect(failed).toMatchObject([{ id: `account:${denied}`, fix: expect.any(String) }]);
      expect(lines.find((line) => line.id === "access")?.status).toBe("ok");
    });
  },
);

describe("the setup test", () => {
  test("stops at access that the provider does not accept", async () => {
    const setup = await begin("meta");
    await world.simulator.fault("revoked", {});
    const lines = settled(await run(setup));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ id: "access", status: "failed", fix: "Reconnect the account." });
  });

  test("names the permissions that were not granted", async () => {
    const setup = await begin("meta");
    await world.read((tx) =>
      tx
        .update(connections)
        .set({ scopes: ["ads_read"] })
        .where(eq(connections.id, setup.connectionId)),
    );
    const scopes = settled(await run(setup)).find(({ id }) => id === "scopes");
    expect(scopes).toMatchObject({
      status: "failed",
      message: expect.stringContaining("business_management"),
    });
  });

  test("says that an account is gone, and that calls run short", async () => {
    const { connectionId, accountIds } = await begin("meta");
    const at = world.clock();
    for (let call = 0; call < 170; call += 1)
      await world.read((tx) => spendCall(tx, { scope: `meta:account:${accountIds[0]}`, perHour: 200, at }));
    const lines = settled(await run({ connectionId, accountIds: [accountIds[0] ?? "", "act_1"] }));
    expect(lines.find(({ id }) => id === "account:act_1")).toMatchObject({ status: "failed" });
    expect(lines.find(({ id }) => id === "budget")).toMatchObject({
      status: "warning",
      message: expect.stringMatching(/^17\d of 180 calls/),
    });
  });

  test("is refused for what another workspace has", async () => {
    const setup = await begin("meta");
    const stranger = await createTestWorkspace();
    const lines = testConnection(stranger, { ...setup, clock: world.clock });
    await expect(lines.next()).rejects.toThrow(expect.objectContaining({ code: "not_found" }));
  });
});
