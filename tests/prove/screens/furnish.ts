import { ConnectionList } from "@/lib/api/connection";
import type { Frequency } from "@/lib/domain/frequency";
import type { RunningApp } from "../../support/app";
import { type Client, signIn } from "../../support/client";
import { startReceiver } from "../../support/webhook-receiver";

const size = { accounts: 2, campaigns: 3, adsets: 2, ads: 3, orders: 60 };
const frequencies: Record<string, Frequency> = { meta: "30min", google: "hourly", linkedin: "daily" };

export type House = {
  demo: Client;
  /** Someone who has only just signed up. */
  newcomer: Client;
  connectionIds: Record<string, string>;
  /** A sync that found changes, one that set rows aside, one of which a part failed, and one that was refused. */
  runs: { changed: string; setAside: string; partly: string; refused: string };
  /** The first sync of the marketplace, which takes the longest: its reports are prepared one by one. */
  sellerRunId: string;
  webhookId: string;
  invitation: string;
  simulator: (provider: string, method: string, verb: string, body?: unknown) => Promise<void>;
  startSync: (provider: string) => Promise<string>;
  stop: () => Promise<unknown>;
};

async function makeTeam(demo: Client, url: string) {
  const receiver = await startReceiver();
  receiver.answerWith({ status: 200, body: "taken" });
  await demo.json("POST", "/api/api-keys", { name: "Nightly report", scope: "read", expires_in_days: 90 });
  await demo.json("POST", "/api/api-keys", { name: "Airflow", scope: "sync", expires_in_days: null });
  const events = ["sync.completed", "sync.failed", "alert.opened"];
  const added = await demo.json<{ webhook: { id: string } }>("POST", "/api/webhooks", {
    ...{ url: receiver.url, name: "Operations", events, only_when_changed: false },
  });
  await demo.json("POST", `/api/webhooks/${added.webhook.id}/test`);
  await signIn(url, { email: "mira@test.local", password: "a-long-password", name: "Mira Vogel" });
  const invited = await demo.json<{ link: string }>("POST", "/api/members/invitations", {
    email: "mira@test.local",
    role: "member",
  });
  const { pathname, hash } = new URL(invited.link);
  return { receiver, webhookId: added.webhook.id, invitation: `${pathname}${hash}` };
}

/** The demo workspace as it looks on an ordinary day: changes, a failure, access that ended, a team. */
export async function furnish(app: RunningApp): Promise<House> {
  const simulator: House["simulator"] = async (provider, method, verb, body) => {
    const url = `${app.simulatorUrls[provider]}/_control/${verb}`;
    const answer = await fetch(url, { method, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${verb}: ${await answer.text()}`);
  };
  for (const provider of Object.keys(app.simulatorUrls)) {
    await simulator(provider, "POST", "size", size);
    await simulator(provider, "POST", "limits", { unmetered: true });
  }
  const seeded = await app.seed();
  const demo = await signIn(app.url, seeded);
  const { connections } = ConnectionList.parse(await demo.json("GET", "/api/connections"));
  const connectionIds = Object.fromEntries(connections.map(({ provider, id }) => [provider, id]));
  const missing = Object.keys(app.simulatorUrls).filter((provider) => !connectionIds[provider]);
  if (missing.length > 0)
    throw new Error(`Not connected: ${missing.join(", ")}\n${app.output().slice(-2_000)}`);
  for (const [provider, sync_frequency] of Object.entries(frequencies))
    await demo.json("PATCH", `/api/connections/${connectionIds[provider]}/sync-frequency`, {
      sync_frequency,
    });
  const { receiver, webhookId, invitation } = await makeTeam(demo, app.url);
  const sellerRunId = connections.find(({ provider }) => provider === "amazon")?.active_job_id ?? "";
  for (const runId of seeded.firstRunIds) if (runId !== sellerRunId) await demo.ended(runId, 300_000);

  const startSync: House["startSync"] = async (provider) =>
    (await demo.json<{ job_id: string }>("POST", `/api/connections/${connectionIds[provider]}/sync-now`))
      .job_id;
  const sync = async (provider: string) => {
    const runId = await startSync(provider);
    await demo.ended(runId);
    return runId;
  };
  await simulator("meta", "POST", "advance", { seconds: 7_200 });
  const changed = await sync("meta");
  const malformed = { kind: "malformed_row", params: { field: "spend", value: "many" } };
  await simulator("meta", "POST", "faults", { ...malformed, route: "GET act_*/insights" });
  const setAside = await sync("meta");
  await simulator("meta", "DELETE", "faults");
  await simulator("google", "POST", "advance", { seconds: 7_200 });
  const account = connections.find(({ provider }) => provider === "google")?.accounts[0];
  await simulator("google", "POST", "faults", { kind: "permission", account: account?.external_id });
  const partly = await sync("google");
  await simulator("google", "DELETE", "faults");
  await simulator("linkedin", "POST", "faults", { kind: "revoked" });
  const refused = await sync("linkedin");
  const newcomer = await signIn(app.url, {
    ...{ email: "new@test.local", password: "a-long-password", name: "Ines Marin" },
  });
  return {
    ...{ demo, newcomer, connectionIds, webhookId, invitation, simulator, startSync, sellerRunId },
    runs: { changed, setAside, partly, refused },
    stop: receiver.stop,
  };
}
