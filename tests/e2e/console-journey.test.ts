import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureBrowser } from "../support/browser";
import { type Console, startConsole } from "../support/console-app";
import { insertAds } from "../support/many-ads";
import { requestsTo, shoot, sidewaysPx, violationsOf } from "../support/page-checks";
import { walkTree } from "../support/walk-tree";

const browserPath = ensureBrowser();
const size = { accounts: 2, campaigns: 3, adsets: 2, ads: 4 };

describe.skipIf(!browserPath)("a media buyer who keeps the console open", () => {
  let desk: Console;
  let page: Page;
  const open = async (path: string, where = page) => {
    await where.goto(`${desk.app.url}${path}`);
    await where.getByRole("main").waitFor();
  };
  const connectionPath = () => `/connections/${desk.connectionId}`;

  beforeAll(async () => {
    desk = await startConsole(browserPath ?? "", { providerId: "meta", size });
    page = await desk.newPage();
  });
  afterAll(() => desk?.stop());

  test("reaches a connection's page from its name, and reads how it stands", async () => {
    await open("/settings");
    await page.getByRole("link", { name: desk.connectionName }).first().click();
    await page.waitForURL(`**${connectionPath()}`);
    await page.getByRole("heading", { level: 1, name: desk.connectionName }).waitFor();
    for (const title of ["Streams", "Accounts", "Restatements", "Last syncs", "Schedule and calls"])
      await page.getByRole("heading", { name: title }).waitFor();
    await page.getByRole("link", { name: "campaign metrics", exact: true }).waitFor();
    await shoot(page, "connection");
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("tab", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Disconnect…" }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  test("sorts campaigns, opens one into its days, and asks by keyboard why a number is what it is", async () => {
    await open(`${connectionPath()}?view=numbers`);
    const clicks = page.getByRole("columnheader", { name: "Clicks" });
    await clicks.getByRole("button").click();
    await page.locator("th[aria-sort=descending]", { hasText: "Clicks" }).waitFor();
    await clicks.getByRole("button").click();
    await page.locator("th[aria-sort=ascending]", { hasText: "Clicks" }).waitFor();
    await shoot(page, "connection-numbers");
    expect(await violationsOf(page)).toEqual([]);
    await page
      .getByRole("region", { name: "Numbers per campaign" })
      .getByTitle("Show its days")
      .first()
      .click();
    const cell = page.getByRole("region", { name: "Its days" }).getByTitle("Why is it this number?").first();
    await cell.focus();
    await page.keyboard.press("Enter");
    const story = page.getByRole("dialog", { name: /Spend of/ });
    await story
      .getByText(/provisional|settling/)
      .first()
      .waitFor();
    await story
      .getByText(/first read|It has not moved/)
      .first()
      .waitFor();
    await shoot(page, "why", false);
    expect(await violationsOf(page)).toEqual([]);
    await page.reload();
    await story.waitFor();
    await page.keyboard.press("Escape");
    await story.waitFor({ state: "detached" });
    expect(new URL(page.url()).searchParams.get("why")).toBeNull();
  });

  test("walks by keyboard from a campaign into its ad sets and their ads, and back by the breadcrumb", async () => {
    await open(`${connectionPath()}?view=numbers`);
    await walkTree(page);
  });

  test("reads from a change which sync saw it, and when the day was how old", async () => {
    await desk.simulator("POST", "advance", { seconds: 7_200 });
    const runId = await desk.startSync();
    expect(await desk.demo.ended(runId)).toMatchObject({ run_status: "succeeded" });
    await open(`/changes?connection=${desk.connectionId}`);
    await page.getByTitle("Why is it this number?").first().click();
    const story = page.getByRole("dialog", { name: / of / });
    await story.locator("[aria-label=became]").first().waitFor();
    const link = story.getByRole("link", { name: "this sync" }).first();
    expect(await link.getAttribute("href")).toBe(`/syncs/${runId}`);
    await shoot(page, "why-change", false);
    await open(connectionPath());
    const moved = page.getByRole("button", { name: /numbers? of \d+ entit(y|ies) moved/ });
    await moved.first().click();
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-place"))).toMatch(
      /^\d+ \d+$/,
    );
  });

  test("sees whether campaigns and ads add up to their account", async () => {
    await open(`${connectionPath()}?view=numbers`);
    await page.getByRole("button", { name: /Adds up|differ/ }).click();
    await page.getByRole("dialog", { name: "Account against campaigns and ads" }).waitFor();
    await page.getByText(/account days? from/).waitFor();
    await shoot(page, "adds-up", false);
    expect(await violationsOf(page)).toEqual([]);
  });

  test("finds anything by typing, and goes there without a mouse", async () => {
    await open("/dashboard");
    await page.getByRole("heading", { name: "Numbers", exact: true }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Go to, sync, find…").fill(desk.connectionName);
    await page
      .getByRole("option", { name: new RegExp(`^${desk.connectionName}`) })
      .first()
      .waitFor();
    await shoot(page, "palette", false);
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${connectionPath()}`);
  });

  test("watches one run in two windows over one stream, which the other takes over", async () => {
    await desk.simulator("POST", "latency", { ms: 1_500 });
    const other = await desk.newPage();
    const seen = [requestsTo(page, "/api/live"), requestsTo(other, "/api/live")] as const;
    await open(connectionPath());
    const cancel = (where: Page) => where.getByRole("button", { name: /^Cancel/ });
    const again = (where: Page) => where.getByRole("button", { name: /^Sync now/ });
    await open(connectionPath(), other);
    await Promise.all([again(page).waitFor(), again(other).waitFor()]);
    await again(page).click();
    await Promise.all([cancel(page).waitFor(), cancel(other).waitFor()]);
    await Promise.all(
      [page, other].map((one) =>
        one
          .getByText(/[1-9]\d* checked/)
          .first()
          .waitFor(),
      ),
    );
    await Promise.all([again(page).waitFor(), again(other).waitFor()]);
    expect([seen[0].length > 0, seen[1].length]).toEqual([true, 0]);
    await page.close();
    await again(other).click();
    await cancel(other).waitFor();
    await again(other).waitFor();
    expect(seen[1].length).toBeGreaterThan(0);
    page = other;
  });

  test("is kept up to date when the stream is cut", async () => {
    const cut = await desk.newPage();
    await cut.route("**/api/live?*", (route) => route.abort());
    await page.close();
    page = cut;
    await open(connectionPath());
    await page.getByRole("button", { name: /^Sync now/ }).click();
    await page.getByRole("button", { name: /^Cancel/ }).waitFor();
    await page.getByRole("button", { name: /^Sync now/ }).waitFor();
    await page.close();
    page = await desk.newPage();
  });

  test("sees a run wait for its quota with a countdown, each failed attempt under its slice, and stops it", async () => {
    await desk.simulator("POST", "latency", { ms: 0 });
    await desk.simulator("POST", "faults", { kind: "unavailable", on: "data", times: 1 });
    await desk.simulator("POST", "faults", { kind: "rate_limited", on: "data", skip: 3 });
    const runId = await desk.startSync();
    await open(`/syncs/${runId}`);
    await page.getByText(/waiting for quota/).waitFor({ timeout: 60_000 });
    await page
      .getByRole("link", { name: /^attempt \d/ })
      .first()
      .waitFor();
    await shoot(page, "run-waiting");
    expect(await violationsOf(page)).toEqual([]);
    await page
      .getByRole("link", { name: /^attempt \d/ })
      .first()
      .click();
    await page.waitForURL(/#event-\d+$/);
    await page
      .getByRole("button", { name: /show its events/ })
      .first()
      .click();
    await page.getByRole("button", { name: "One slice only" }).waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Cancelled", { exact: true }).first().waitFor();
    await desk.simulator("DELETE", "faults");
  });

  test("scrolls and sorts twenty thousand ads of which only those in sight are in the page", async () => {
    const today = new Date().toISOString().slice(0, 10);
    await insertAds(desk.app.databaseUrl, { connectionId: desk.connectionId, count: 20_000, today });
    await open(`${connectionPath()}?view=numbers&level=ad&days=7&find=Large&sort=name`);
    const region = page.getByRole("region", { name: "Numbers per ad" });
    await page.getByText(/20,000 ads|20,0\d\d ads/).waitFor({ timeout: 90_000 });
    const rows = region.getByTitle("Show its days");
    await rows.first().waitFor();
    expect(await rows.first().textContent()).toBe("Large ad 1");
    expect(await region.getByTitle("It is paused at the provider.").allTextContents()).toEqual(["Paused"]);
    expect(await rows.count()).toBeLessThan(60);
    await region.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await region.getByRole("button", { name: "Large ad 20000", exact: true }).waitFor();
    expect(await rows.count()).toBeLessThan(60);
    await region.getByRole("columnheader", { name: "Spend" }).getByRole("button").click();
    await region.evaluate((element) => element.scrollTo(0, 0));
    await region.getByRole("button", { name: "Large ad 20000", exact: true }).waitFor();
    expect(await rows.first().textContent()).toBe("Large ad 20000");
    await shoot(page, "many-ads");
  });

  test("is told plainly what is not there", async () => {
    await open("/connections/01a20000-0000-7000-8000-000000000000");
    await page.getByText("There is no such connection").waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.goto(`${desk.app.url}/nowhere`);
    await page.getByRole("heading", { name: "There is no such page" }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  test("finds it all usable in the dark, and at 375 px without sideways scrolling", async () => {
    const phone = await desk.browser.newPage({
      viewport: { width: 375, height: 800 },
      colorScheme: "dark",
      storageState: await desk.context.storageState(),
    });
    const paths = [connectionPath(), `${connectionPath()}?view=numbers`, `${connectionPath()}?view=syncs`];
    for (const path of [...paths, `${connectionPath()}?view=settings`, "/dashboard"]) {
      await open(path, phone);
      await phone
        .getByRole("tabpanel")
        .or(phone.getByRole("heading", { name: "Numbers in detail" }))
        .first()
        .waitFor();
      await shoot(phone, `dark-console-${paths.indexOf(path)}`);
      expect([path, await sidewaysPx(phone), await violationsOf(phone)]).toEqual([path, 0, []]);
    }
    await phone.close();
  });

  test("met no error of ours on the way", () => {
    expect(desk.errors).toEqual([]);
  });
});
