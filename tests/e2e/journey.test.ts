import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningApp, startApp } from "../support/app";
import { ensureBrowser, launchBrowser } from "../support/browser";
import { shoot, violationsOf } from "../support/page-checks";

const browserPath = ensureBrowser();

describe.skipIf(!browserPath)("a person in a browser", () => {
  let app: RunningApp;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    app = await startApp({ providers: ["meta"] });
    await app.seed();
    browser = await launchBrowser(browserPath ?? "");
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(30_000);
    page.on("pageerror", (error) => errors.push(String(error)));
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test("is sent to sign in, and with the demo login to where they wanted to go", async () => {
    await page.goto(`${app.url}/settings`);
    await page.waitForURL(/\/sign-in\?next=%2Fsettings/);
    await shoot(page, "sign-in");
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("button", { name: /demo login/i }).click();
    await page.waitForURL(`${app.url}/settings`);
  });

  test("sees the first sync move and end without touching anything", async () => {
    const bar = page.getByRole("progressbar").first();
    await bar.waitFor();
    await shoot(page, "settings-running");
    await page.getByText("Up to date", { exact: true }).first().waitFor({ timeout: 120_000 });
    await shoot(page, "settings");
    expect(await violationsOf(page)).toEqual([]);
  });

  test("presses Sync now, sees it become Cancel, and the run's end is shown at once", async () => {
    await page
      .getByRole("button", { name: /^Sync now/ })
      .first()
      .click();
    await page
      .getByRole("button", { name: /^Cancel/ })
      .first()
      .waitFor();
    await page
      .getByRole("button", { name: /^Sync now/ })
      .first()
      .waitFor({ timeout: 60_000 });
    expect(
      await page
        .getByText(/attempts/)
        .first()
        .textContent(),
    ).toMatch(/\d+ attempts/);
  });

  test("sees the numbers on the dashboard", async () => {
    await page.goto(`${app.url}/dashboard`);
    await page
      .getByRole("heading", { name: /dashboard/i })
      .first()
      .waitFor();
    await page.locator(".recharts-surface").first().waitFor();
    await shoot(page, "dashboard");
    expect(await violationsOf(page)).toEqual([]);
  });

  test("opens a run and reads its phases, counters and events", async () => {
    await page.goto(`${app.url}/syncs`);
    await shoot(page, "syncs");
    await page.locator("a[href^='/syncs/sync_']").first().click();
    await page.waitForURL(/\/syncs\/sync_/);
    await page
      .getByText(/Campaign metrics/i)
      .first()
      .waitFor();
    await shoot(page, "sync");
    expect(await violationsOf(page)).toEqual([]);
  });

  test("looks at the rows a sync set aside, from its counter and from the connection's streams", async () => {
    const control = `${app.simulatorUrls.meta}/_control/faults`;
    const params = { field: "spend", value: "many" };
    const fault = { kind: "malformed_row", route: "GET act_*/insights", params };
    await fetch(control, { method: "POST", body: JSON.stringify(fault) });
    await page.goto(`${app.url}/settings`);
    const again = page.getByRole("button", { name: /^Sync now/ }).first();
    await again.click();
    await page
      .getByRole("button", { name: /^Cancel/ })
      .first()
      .waitFor();
    await again.waitFor({ timeout: 60_000 });
    await fetch(control, { method: "DELETE" });
    await page.goto(`${app.url}/syncs`);
    await page.locator("a[href^='/syncs/sync_']").first().click();
    const counter = page.getByRole("button", { name: /^[1-9]\d* set aside$/ });
    await counter.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Rows set aside" });
    const rows = dialog.getByRole("list", { name: "Rows set aside" }).getByRole("listitem");
    await rows.first().waitFor();
    expect(await rows.first().textContent()).toMatch(/^spend.+"many"/);
    await shoot(page, "set-aside", false);
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await counter.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole("heading", { level: 1 }).getByRole("link").click();
    await page
      .getByRole("link", { name: /^\d+ set aside$/ })
      .first()
      .click();
    await rows.first().waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/syncs\/sync_/);
  });

  test("reads who saw the ads, by age and by gender, in bars and exactly", async () => {
    await page.goto(`${app.url}/settings`);
    await page.locator("main a[href^='/connections/']").first().click();
    await page.getByRole("tab", { name: "Numbers" }).click();
    await page.getByText(/Kept by calendar month: this covers 1 \w+ to/).waitFor();
    const bars = (name: string) => page.getByRole("list", { name, exact: true }).getByRole("listitem");
    expect(await bars("Spend by age").first().textContent()).toMatch(/^13-17.+%$/);
    await page.getByRole("radio", { name: "Gender", exact: true }).click();
    await page.getByRole("combobox", { name: "Measure of the audience" }).click();
    await page.getByRole("option", { name: "Clicks" }).click();
    const told = (await bars("Clicks by gender").allTextContents()).join("\n");
    expect(told).toMatch(/^(Women|Men)[\d,.]+\d\u00a0%/);
    await page.getByText("Show all numbers as a table").click();
    await page.getByRole("region", { name: "Audience by gender" }).getByText("Women").waitFor();
    await shoot(page, "audience");
    expect(await violationsOf(page)).toEqual([]);
    await page.reload();
    await bars("Clicks by gender").first().waitFor();
  });

  test("gives consent anew at the provider and comes back connected", async () => {
    await page.goto(`${app.url}/settings`);
    await page.getByRole("button", { name: /Add connection/ }).click();
    await page.locator("a[href^='/api/oauth/']").first().click();
    await page.getByRole("button", { name: "Allow" }).click();
    await page.waitForURL(/\/settings/);
    expect(new URL(page.url()).searchParams.get("failed")).toBeNull();
    await page
      .getByRole("button", { name: /^(Cancel|Sync now)/ })
      .first()
      .waitFor();
    await shoot(page, "connected");
  });

  test("finds every page usable in the dark at 375 px, without sideways scrolling", async () => {
    const phone = await browser.newPage({
      viewport: { width: 375, height: 800 },
      colorScheme: "dark",
      storageState: await page.context().storageState(),
    });
    for (const path of ["/dashboard", "/settings", "/syncs"]) {
      await phone.goto(`${app.url}${path}`);
      await phone.getByRole("main").waitFor();
      await phone.waitForLoadState("networkidle").catch(() => undefined);
      const overflow = await phone.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([path, overflow]).toEqual([path, 0]);
      await shoot(phone, `phone-dark${path.replace("/", "-")}`);
      expect([path, await violationsOf(phone)]).toEqual([path, []]);
    }
    await phone.close();
  });

  test("met no error of ours on the way", () => {
    expect(errors).toEqual([]);
  });
});
