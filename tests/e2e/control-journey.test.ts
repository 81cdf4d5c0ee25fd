import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConnectionList } from "@/lib/api/connection";
import { type RunningApp, startApp } from "../support/app";
import { ensureBrowser, launchBrowser } from "../support/browser";
import { type Client, signIn } from "../support/client";
import { shoot, sidewaysPx, violationsOf } from "../support/page-checks";

const browserPath = ensureBrowser();
const size = { accounts: 2, campaigns: 2, adsets: 3, ads: 6 };

describe.skipIf(!browserPath)("a person in charge, in a browser", () => {
  let app: RunningApp;
  let browser: Browser;
  let page: Page;
  let demo: Client;
  let connectionId: string;
  let accountId: string;
  let firstRunId: string;
  const errors: string[] = [];

  const open = async (path: string) => {
    await page.goto(`${app.url}${path}`);
    await page.getByRole("main").waitFor();
  };
  const simulator = async (method: string, verb: string, body?: unknown) => {
    const [url] = Object.values(app.simulatorUrls);
    const answer = await fetch(`${url}/_control/${verb}`, { method, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${verb}: ${await answer.text()}`);
  };
  const sync = async () => {
    const path = `/api/connections/${connectionId}/sync-now`;
    const { job_id } = await demo.json<{ job_id: string }>("POST", path);
    return demo.ended(job_id);
  };
  const activeRun = async () => {
    const { connections } = ConnectionList.parse(await demo.json("GET", "/api/connections"));
    return connections[0]?.active_job_id ?? "";
  };
  const choose = async (item: RegExp) => {
    await page
      .getByRole("button", { name: /^More for/ })
      .first()
      .click();
    await page.getByRole("menuitem", { name: item }).click();
  };

  beforeAll(async () => {
    app = await startApp({ providers: ["meta"], size });
    const seeded = await app.seed();
    firstRunId = seeded.firstRunId ?? "";
    demo = await signIn(app.url, seeded);
    const { connections } = ConnectionList.parse(await demo.json("GET", "/api/connections"));
    connectionId = connections[0]?.id ?? "";
    accountId = connections[0]?.accounts.find(({ selected }) => selected)?.external_id ?? "";
    await demo.json("PATCH", `/api/connections/${connectionId}/sync-frequency`, { sync_frequency: "manual" });
    await demo.ended(firstRunId);
    browser = await launchBrowser(browserPath ?? "");
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      acceptDownloads: true,
    });
    const cookies = demo.cookie.split("; ").map((pair) => ({
      name: pair.split("=")[0] ?? "",
      value: pair.slice(pair.indexOf("=") + 1),
      url: app.url,
    }));
    await context.addCookies(cookies);
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on("pageerror", (error) => errors.push(String(error)));
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test("is told that nothing needs them, and that no number has moved", async () => {
    await open("/alerts");
    await page.getByText("Nothing needs you").waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await shoot(page, "alerts-none");
    await page.getByRole("radio", { name: "All" }).click();
    await page.getByText("No alert yet").waitFor();
    await open("/changes");
    await page.getByText("No number has moved yet").waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  test("sees what reading chosen days again would take before asking for it", async () => {
    await simulator("POST", "advance", { seconds: 7_200 });
    await open("/settings");
    await choose(/Read chosen days again/);
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/\d+ slices?, about \d+ calls?/).waitFor();
    const [from, to] = [dialog.getByLabel("First day"), dialog.getByLabel("Last day")];
    const today = await to.inputValue();
    await from.fill("2999-01-01");
    await dialog.getByText("The last day lies before the first.").waitFor();
    await from.fill("2001-01-01");
    await dialog.getByText(/tells nothing of 2001-01-01 any more/).waitFor();
    await from.fill(today);
    await dialog.getByText(/\d+ slices?, about \d+ calls?/).waitFor();
    await dialog.getByText("Show the slices").click();
    await dialog
      .getByText(/left of \d+ this hour/)
      .first()
      .waitFor();
    await shoot(page, "backfill", false);
    expect(await violationsOf(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Read again" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Watch it" }).click();
    await page.waitForURL(/\/syncs\/sync_/);
    const job = await demo.ended(page.url().split("/").at(-1) ?? "");
    expect(job).toMatchObject({ run_status: "succeeded", trigger: "backfill" });
  });

  test("reads which numbers moved, why, and goes to the sync that saw it", async () => {
    await open("/changes");
    const rows = page.getByRole("list", { name: /Numbers that changed/ }).getByRole("listitem");
    await rows.first().waitFor();
    expect(await rows.first().textContent()).toMatch(/ of \d+ \w+/);
    await shoot(page, "changes", false);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("combobox", { name: "Connection" }).click();
    await page.getByRole("option").nth(1).click();
    await page.waitForURL(/connection=/);
    await rows
      .first()
      .getByRole("link", { name: /to its sync/ })
      .click();
    await page.waitForURL(/\/syncs\/sync_/);
  });

  test("takes a run's snapshot home", async () => {
    await open(`/syncs/${firstRunId}`);
    const saved = page.waitForEvent("download");
    await page.getByRole("link", { name: "Snapshot" }).click();
    expect((await saved).suggestedFilename()).toMatch(/^snapshot-.*\.json\.gz$/);
  });

  test("exports the days on screen and sees which of them can still change", async () => {
    await open("/dashboard");
    await page.getByRole("list", { name: "Which days can still change" }).waitFor();
    await page.getByText("Show the days as a table").click();
    expect(await page.getByRole("cell", { name: "provisional" }).count()).toBeGreaterThan(0);
    expect(await page.getByRole("cell", { name: "settling" }).count()).toBeGreaterThan(0);
    await shoot(page, "dashboard-calm");
    expect(await violationsOf(page)).toEqual([]);
    const saved = page.waitForEvent("download");
    await page.getByRole("link", { name: /CSV/ }).click();
    expect((await saved).suggestedFilename()).toMatch(/^freshet-account-.*\.csv$/);
  });

  test("starts a stream over only after typing its name", async () => {
    await simulator("POST", "size", { ...size, ads: 2 });
    await open("/settings");
    await choose(/Start a stream over/);
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/Its revisions stay/).waitFor();
    const button = dialog.getByRole("button", { name: "Start over" });
    expect(await button.getAttribute("aria-disabled")).toBe("true");
    await dialog.getByRole("combobox", { name: "Stream" }).click();
    await page.getByRole("option", { name: "demographics" }).click();
    await dialog.getByLabel(/to confirm/).fill("demographics");
    await shoot(page, "reset", false);
    expect(await violationsOf(page)).toEqual([]);
    await button.click();
    await page.getByText(/rows? of demographics removed/).waitFor();
    expect(await demo.ended(await activeRun())).toMatchObject({ run_status: "succeeded" });
  });

  test("retries the failed parts of a sync and can go back to it", async () => {
    await simulator("POST", "faults", { kind: "permission", route: `* *${accountId}*` });
    const failed = await sync();
    expect(failed.run_status).toBe("partial");
    await simulator("DELETE", "faults");
    await open(`/syncs/${failed.id}`);
    await page.getByRole("button", { name: "Retry failed parts" }).waitFor();
    await shoot(page, "run-partial", false);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Retry failed parts" }).click();
    await page.getByRole("link", { name: "an earlier sync" }).waitFor();
    const retried = await demo.ended(page.url().split("/").at(-1) ?? "");
    expect(retried).toMatchObject({ run_status: "succeeded", parent_job_id: failed.id });
    await page.getByRole("link", { name: "an earlier sync" }).click();
    await page.waitForURL(new RegExp(String(failed.id)));
    await page.getByText("Partly", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Retry failed parts" }).waitFor({ state: "detached" });
  });

  test("is told that deletions wait for their word, says that they know, and accepts them", async () => {
    await open("/dashboard");
    // States are looked at every minute.
    await page.getByRole("heading", { name: "Needs you" }).waitFor({ timeout: 75_000 });
    await page
      .getByRole("link", { name: /Alerts.*1 not acknowledged/ })
      .first()
      .waitFor();
    await shoot(page, "dashboard-needs-you", false);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("link", { name: "All alerts" }).click();
    await page.getByRole("button", { name: /^Acknowledge/ }).waitFor();
    await shoot(page, "alerts");
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("button", { name: /^Acknowledge/ }).click();
    await page.getByText(/acknowledged by/).waitFor();
    await page.getByRole("link", { name: /not acknowledged/ }).waitFor({ state: "detached" });
    await page.getByRole("link", { name: /^Connection / }).click();
    await page.waitForURL(/\/connections\//);
    await page.getByRole("button", { name: /^Accept/ }).waitFor();
    await shoot(page, "held");
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("button", { name: /^Accept/ }).click();
    await page.getByText("Accepted: the next complete listing removes them.").waitFor();
  });

  test("finds all of it usable in the dark at 375 px", async () => {
    const phone = await browser.newPage({
      viewport: { width: 375, height: 800 },
      colorScheme: "dark",
      storageState: await page.context().storageState(),
    });
    for (const path of ["/dashboard", "/alerts?show=all", "/changes", `/syncs/${firstRunId}`, "/settings"]) {
      await phone.goto(`${app.url}${path}`);
      await phone.waitForLoadState("networkidle").catch(() => undefined);
      await shoot(phone, `dark${path.replace(/[/?]/g, "-").slice(0, 12)}`);
      expect([path, await sidewaysPx(phone), await violationsOf(phone)]).toEqual([path, 0, []]);
    }
    await phone
      .getByRole("button", { name: /^More for/ })
      .first()
      .click();
    await shoot(phone, "dark-menu", false);
    await phone.getByRole("menuitem", { name: /Read chosen days/ }).click();
    await phone.getByText(/\d+ slices?, about/).waitFor();
    await shoot(phone, "dark-backfill", false);
    expect([await sidewaysPx(phone), await violationsOf(phone)]).toEqual([0, []]);
    await phone.close();
  });

  test("met no error of ours on the way", () => {
    expect(errors).toEqual([]);
  });
});
