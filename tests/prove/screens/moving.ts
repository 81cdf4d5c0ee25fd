import type { Page } from "playwright-core";
import type { House } from "./furnish";
import type { Photographer } from "./photographer";

const slow = { ms: 10_000 };

async function shootRun(
  page: Page,
  photographer: Photographer,
  run: { name: string; id: string; of?: string },
) {
  const visit = (where: string, path: string, shows: string) =>
    photographer.visit(page, { name: `running-${run.name}-${where}`, path, shows });
  await visit("settings", "/settings", "Details");
  await visit("connection", `/connections/${run.of}`, "Details");
  await visit("sync", `/syncs/${run.id}`, "Cancel");
  await visit("dashboard", "/dashboard", "Numbers in detail");
}

/** A running sync wherever it is shown: one of ads, and one of a marketplace, held up by slow vendors. */
export async function shootRunning(page: Page, house: House, photographer: Photographer): Promise<void> {
  const { connectionIds, simulator, startSync, demo } = house;
  for (const [provider, name] of Object.entries({ meta: "ads", amazon: "seller" })) {
    await simulator(provider, "POST", "latency", slow);
    const id = await startSync(provider);
    await shootRun(page, photographer, { name, id, of: connectionIds[provider] });
    await simulator(provider, "POST", "latency", { ms: 0 });
    await demo.ended(id, 300_000);
  }
}

/** The way from consent to the choice of how often, each step as it stands. */
export async function shootConnecting(page: Page, url: string, photographer: Photographer): Promise<void> {
  const button = (name: string) => page.getByRole("button", { name });
  await page.goto(`${url}/settings?add=1`);
  await page.locator('a[href^="/api/oauth/meta"]').click();
  await button("Allow").click();
  await page.getByRole("heading", { name: "Choose accounts" }).waitFor();
  await photographer.take(page, { name: "connect-accounts" });
  await button("Test these accounts").click();
  await page.getByText(/^Test finished: /).waitFor({ state: "attached" });
  await photographer.take(page, { name: "connect-test" });
  await button("Choose how often").click();
  await page.getByRole("radio").first().waitFor();
  await photographer.take(page, { name: "connect-frequency" });
  await photographer.visit(page, {
    ...{ name: "connect-unfinished", path: "/settings", shows: /accounts are not chosen/ },
  });
  await photographer.visit(page, {
    ...{ name: "connect-unknown", path: "/connect/01a20000-0000-7000-8000-000000000000", shows: /./ },
  });
}

/** A page whose program could not be fetched, and one whose numbers could not. */
export async function shootBroken(page: Page, url: string, photographer: Photographer): Promise<void> {
  await page.route("**/api/connections", (route) => route.fulfill({ status: 500, body: "{}" }));
  await photographer.visit(page, { name: "failed-settings", path: "/settings", shows: "Try again" });
  await page.unroute("**/api/connections");
  await page.goto(`${url}/alerts`);
  await page.getByRole("main").waitFor();
  await page.route("**/_next/static/chunks/**", (route) => route.abort());
  await page.keyboard.press("Control+k");
  await page.getByText("This page could not be shown").waitFor();
  await photographer.take(page, { name: "error" });
  await page.unroute("**/_next/static/chunks/**");
}
