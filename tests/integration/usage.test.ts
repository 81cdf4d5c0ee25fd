import { expect, test } from "vitest";
import { createCallContext } from "@/lib/connections/call-context";
import { Secret } from "@/lib/core/secret";
import { getProvider } from "@/lib/providers";
import { createTestWorkspace } from "../support/workspace";

test("a vendor that says its allowance is nearly used up is left alone for a minute, whoever used it", async () => {
  const { workspaceId } = await createTestWorkspace();
  let now = new Date("2026-06-10T15:00:00Z");
  const context = createCallContext({
    workspaceId,
    provider: getProvider("meta"),
    accessToken: new Secret("test-token"),
    clock: () => now,
    signal: new AbortController().signal,
  });
  const scope = { key: "meta:usage-test", callsPerHour: 200 };
  await context.observe([{ scope, usedPercent: 89, regainAt: null }]);
  await context.spend([scope]);
  await context.observe([{ scope, usedPercent: 90, regainAt: null }]);
  const until = new Date(now.getTime() + 60_000);
  await expect(context.spend([scope])).rejects.toMatchObject({ code: "rate_limited.budget", until });
  now = until;
  await context.spend([scope]);
});
