import type { Browser, BrowserContext, Page } from "playwright-core";
import { ConnectionList } from "@/lib/api/connection";
import { type RunningApp, startApp } from "./app";
import { launchBrowser } from "./browser";
import { type Client, signIn } from "./client";

export type Console = {
  app: RunningApp;
  browser: Browser;
  context: BrowserContext;
  demo: Client;
  connectionId: string;
  connectionName: string;
  /** Errors of pages, wherever they were met. */
  errors: string[];
  /** Tells the connection's simulator something. */
  simulator: (method: string, verb: string, body?: unknown) => Promise<void>;
  /** A page of the signed-in person. */
  newPage: () => Promise<Page>;
  startSync: () => Promise<string>;
  stop: () => Promise<void>;
};

const viewport = { width: 1280, height: 900 };

/** The demo workspace with one connection that syncs only when asked, its first sync done, and a person signed in. */
export async function startConsole(
  browserPath: string,
  { providerId, size }: { providerId: string; size: Record<string, number> },
): Promise<Console> {
  const app = await startApp({ providers: [providerId], size });
  const simulator: Console["simulator"] = async (method, verb, body) => {
    const url = `${app.simulatorUrls[providerId]}/_control/${verb}`;
    const answer = await fetch(url, { method, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${verb}: ${await answer.text()}`);
  };
  const seeded = await app.seed();
  const demo = await signIn(app.url, seeded);
  const { connections } = ConnectionList.parse(await demo.json("GET", "/api/connections"));
  for (const { id } of connections)
    await demo.json("PATCH", `/api/connections/${id}/sync-frequency`, { sync_frequency: "manual" });
  for (const runId of seeded.firstRunIds) await demo.ended(runId, 240_000);
  const connection = connections.find(({ provider }) => provider === providerId);
  if (!connection) throw new Error(`The demo has no connection of ${providerId}.`);

  const browser = await launchBrowser(browserPath);
  const context = await browser.newContext({ viewport });
  const cookies = demo.cookie.split("; ").map((pair) => ({
    name: pair.split("=")[0] ?? "",
    value: pair.slice(pair.indexOf("=") + 1),
    url: app.url,
  }));
  await context.addCookies(cookies);
  const errors: string[] = [];
  return {
    app,
    browser,
    context,
    demo,
    connectionId: connection.id,
    connectionName: connection.name,
    errors,
    simulator,
    newPage: async () => {
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      page.on("pageerror", (error) => errors.push(String(error)));
      return page;
    },
    startSync: async () => {
      const path = `/api/connections/${connection.id}/sync-now`;
      return (await demo.json<{ job_id: string }>("POST", path)).job_id;
    },
    stop: async () => {
      await browser.close();
      await app.stop();
    },
  };
}
