import type { Page } from "playwright-core";
import type { House } from "./furnish";
import type { Photographer } from "./photographer";

const slow = { ms: 4_000 };

/** A running sync wherever it is shown. */
export async function shootRunning(page: Page, house: House, photographer: Photographer): Promise<void> {
  const { connectionIds, simulator, startSync, demo } = house;
  for (const provider of ["meta", "amazon"]) {
    await simulator(provider, "POST", "latency", slow);
    const runId = await startSync(provider);
    const shows = "Details";
    await photographer.visit(page, { name: `running-${provider}-settings`, path: "/settings", shows });
    const path = `/connections/${connectionIds[provider]}`;
    await photographer.visit(page, { name: `running-${provider}-connection`, path, shows });
    await photographer.visit(page, {
      ...{ name: `running-${provider}-sync`, path: `/syncs/${runId}`, shows: "Cancel" },
    });
    await photographer.visit(page, {
      ...{ name: `running-${provider}-dashboard`, path: "/dashboard", shows: "Numbers in detail" },
    });
    await simulator(provider, "POST", "latency", { ms: 0 });
    await demo.ended(runId);
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
