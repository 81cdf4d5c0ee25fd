import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningApp, startApp } from "../support/app";
import { ensureBrowser, launchBrowser } from "../support/browser";
import { shoot, sidewaysPx, violationsOf } from "../support/page-checks";

const browserPath = ensureBrowser();

describe.skipIf(!browserPath)("a seller in a browser", () => {
  let app: RunningApp;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    app = await startApp({ providers: ["amazon"] });
    await app.seed();
    browser = await launchBrowser(browserPath ?? "");
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(30_000);
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(`${app.url}/sign-in`);
    await page.getByRole("button", { name: /demo login/i }).click();
    await page.waitForURL(`${app.url}/dashboard`);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test("sees orders, stock and fees on the dashboard, and what is owed once the first sync has looked", async () => {
    await page.getByText("Orders, 30 days").waitFor({ timeout: 60_000 });
    const section = page.getByRole("region", { name: "Marketplaces" });
    await section
      .getByRole("button", { name: /^Evidence/ })
      .first()
      .waitFor({ timeout: 240_000 });
    await shoot(page, "market-dashboard");
    expect(await violationsOf(page)).toEqual([]);
  }, 320_000);

  test("opens a claim's evidence with the keyboard, and Escape gives the focus back", async () => {
    const evidence = page.getByRole("button", { name: /^Evidence/ }).first();
    await evidence.focus();
    await page.keyboard.press("Enter");
    await page.getByText(/nothing is filed for you/).waitFor();
    await shoot(page, "market-evidence", false);
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByText(/nothing is filed for you/).waitFor({ state: "detached" });
    expect(await evidence.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test("looks at claims that are over, and finds words when there are none", async () => {
    await page.getByRole("radio", { name: "Too late" }).click();
    await page.getByText("No claim has passed its deadline.").waitFor();
    await page.getByRole("radio", { name: "Open" }).click();
    await page
      .getByRole("button", { name: /^Evidence/ })
      .first()
      .waitFor();
  });

  test("changes from when a loss counts as a claim, and goes back to the defaults", async () => {
    const rules = page.getByRole("button", { name: /Rules/ });
    const dialog = page.getByRole("dialog", { name: "Claim rules" });
    const toldAfter = dialog.getByRole("textbox", { name: "Lost in a warehouse: told after, days" });
    await rules.click();
    const usual = await toldAfter.inputValue();
    await shoot(page, "market-rules", false);
    expect(await violationsOf(page)).toEqual([]);
    await toldAfter.fill("45");
    await dialog.getByRole("button", { name: "Save the rules" }).click();
    await page.getByText("The claim rules are saved").waitFor();
    await rules.click();
    expect(await toldAfter.inputValue()).toBe("45");
    await dialog.getByRole("button", { name: "Back to the defaults" }).click();
    await page.getByText("The default claim rules hold again").waitFor();
    await rules.click();
    expect(await toldAfter.inputValue()).toBe(usual);
    await page.keyboard.press("Escape");
  });

  test("reads each order, listing and transaction on the connection's own page", async () => {
    const home = page.url();
    await page
      .getByRole("link", { name: /^Amazon/ })
      .first()
      .click();
    await page.getByRole("tab", { name: "Numbers" }).click();
    const list = (name: string) => page.getByRole("list", { name }).getByRole("listitem");
    await list("Orders, newest first").nth(19).waitFor();
    await page.getByRole("button", { name: "Load more" }).last().click();
    await list("Orders, newest first").nth(39).waitFor();
    await shoot(page, "market-orders", false);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("radio", { name: "Stock" }).click();
    await list("Stock by SKU").first().waitFor();
    await page.getByRole("radio", { name: "Transactions" }).click();
    await list("Transactions, newest first").first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 375, height: 800 });
    expect(await sidewaysPx(page)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(home);
    await page.getByRole("region", { name: "Marketplaces" }).waitFor();
  });

  test("reads the same in the dark and on a phone", async () => {
    await page.evaluate(() => document.documentElement.setAttribute("data-theme", "dark"));
    await shoot(page, "market-dark");
    expect(await violationsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 375, height: 800 });
    expect(await sidewaysPx(page)).toBe(0);
    await shoot(page, "market-phone");
    expect(await violationsOf(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
