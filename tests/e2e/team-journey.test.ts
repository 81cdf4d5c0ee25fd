import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConnectionList } from "@/lib/api/connection";
import { type RunningApp, startApp } from "../support/app";
import { ensureBrowser, launchBrowser } from "../support/browser";
import { openTab, openWindow } from "../support/browser-session";
import { type Client, signIn } from "../support/client";
import { shoot, sidewaysPx, violationsOf } from "../support/page-checks";
import { startReceiver, verify } from "../support/webhook-receiver";

const browserPath = ensureBrowser();
const guestEmail = "guest@test.local";

describe.skipIf(!browserPath)("a team, in two browsers", () => {
  let app: RunningApp;
  let browser: Browser;
  let owner: Page;
  let guest: Page;
  let demo: Client;
  let connectionId: string;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  const keys: Record<string, string> = {};
  const errors: string[] = [];

  const open = async (page: Page, path: string) => {
    await page.goto(`${app.url}${path}`);
    await page.getByRole("main").waitFor();
  };
  const asProgram = (key: string, method: string, path: string) =>
    fetch(`${app.url}${path}`, { method, headers: { authorization: `Bearer ${key}` } });
  const arrived = async (count: number) => {
    await expect.poll(() => receiver.received.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(count);
  };

  beforeAll(async () => {
    receiver = await startReceiver();
    const size = { accounts: 1, campaigns: 2, adsets: 2, ads: 3 };
    app = await startApp({ providers: ["meta"], size });
    demo = await signIn(app.url, await app.seed());
    const { connections } = ConnectionList.parse(await demo.json("GET", "/api/connections"));
    const [connection] = connections;
    connectionId = connection?.id ?? "";
    if (connection?.active_job_id) await demo.ended(connection.active_job_id, 240_000);
    browser = await launchBrowser(browserPath ?? "");
    owner = await openTab(await openWindow(browser, app.url, demo), errors);
    guest = await openTab(await openWindow(browser, app.url), errors);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await receiver?.stop();
  });

  test("an owner makes API keys, shown once, that may do what their scope says and no more", async () => {
    await open(owner, "/settings/api-keys");
    await owner.getByText("No API key yet").waitFor();
    await shoot(owner, "api-keys-none");
    expect(await violationsOf(owner)).toEqual([]);
    for (const scope of ["Read", "Sync"]) {
      await owner.getByRole("button", { name: "Make an API key" }).click();
      const dialog = owner.getByRole("dialog");
      await dialog.getByLabel("Name").fill(`Report ${scope}`);
      await dialog.getByRole("combobox", { name: "What it may do" }).click();
      await owner.getByRole("option", { name: scope }).click();
      await dialog.getByRole("button", { name: "Make the key" }).click();
      keys[scope] = await dialog.getByLabel("The key").inputValue();
      if (scope === "Read") await shoot(owner, "api-key-shown", false);
      expect(await violationsOf(owner)).toEqual([]);
      await dialog.getByRole("button", { name: "I have copied it" }).click();
    }
    expect((await asProgram(keys.Read ?? "", "GET", "/api/connections")).status).toBe(200);
    const syncNow = `/api/connections/${connectionId}/sync-now`;
    const refused = await asProgram(keys.Read ?? "", "POST", syncNow);
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { code: "forbidden", detail: expect.stringContaining("needs the scope sync and has read") },
    ]);
    const started = await asProgram(keys.Sync ?? "", "POST", syncNow);
    expect([200, 202]).toContain(started.status);
    await demo.ended(((await started.json()) as { job_id: string }).job_id);
    await owner.reload();
    await owner.getByText("Report Read").first().waitFor();
    expect(await owner.content()).not.toContain(keys.Read);
    await shoot(owner, "api-keys");
  });

  test("a revoked key is refused at once", async () => {
    await owner.getByRole("button", { name: "Revoke Report Read" }).click();
    await owner.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await owner.getByText("Revoked", { exact: true }).first().waitFor();
    const answer = await asProgram(keys.Read ?? "", "GET", "/api/connections");
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: "invalid_api_key" }]);
  });

  test("an invited person signs up, accepts by link and sees the workspace with a viewer's rights", async () => {
    await open(owner, "/settings/members");
    await owner.getByRole("button", { name: "Invite" }).click();
    const dialog = owner.getByRole("dialog");
    await dialog.getByLabel("Email").fill(guestEmail);
    await dialog.getByRole("combobox", { name: "Role" }).click();
    await owner.getByRole("option", { name: "Viewer" }).click();
    await shoot(owner, "invite", false);
    expect(await violationsOf(owner)).toEqual([]);
    await dialog.getByRole("button", { name: "Make the link" }).click();
    const link = await dialog.getByLabel("The link").inputValue();
    await dialog.getByRole("button", { name: "I have copied it" }).click();

    await guest.goto(link.replace("http://localhost:3000", app.url));
    await guest.getByText(/invites you to Demo workspace/).waitFor();
    expect(guest.url()).not.toContain("#");
    await shoot(guest, "invitation");
    expect(await violationsOf(guest)).toEqual([]);
    await guest.getByRole("link", { name: "Create an account" }).click();
    await guest.getByLabel("Name").fill("Guest");
    await guest.getByLabel("Email").fill(guestEmail);
    await guest.getByLabel("Password").fill("a-long-password");
    await guest.getByRole("button", { name: "Create account" }).click();
    await guest.getByRole("button", { name: "Join" }).click();
    await guest.waitForURL(/\/dashboard/);
    await guest.getByText("Demo workspace").first().waitFor();
    await guest.goto(link.replace("http://localhost:3000", app.url));
    await guest.getByText("This link was used already.").waitFor();
  });

  test("a viewer is told why they may not, and a role given to them holds from the next page on", async () => {
    await open(guest, "/settings");
    const syncNow = guest.getByRole("button", { name: /^Sync now/ }).first();
    await syncNow.waitFor();
    expect(await syncNow.getAttribute("aria-disabled")).toBe("true");
    await open(guest, "/settings/api-keys");
    await guest.getByText(/Only an admin may make or revoke API keys/).waitFor();
    await open(guest, "/settings/members");
    await guest.locator('button[aria-disabled="true"]', { hasText: "Invite" }).waitFor();
    await shoot(guest, "members-viewer");
    expect(await violationsOf(guest)).toEqual([]);
    const refused = await guest.evaluate(
      async (path) => (await fetch(path, { method: "POST" })).status,
      `/api/connections/${connectionId}/sync-now`,
    );
    expect(refused).toBe(403);

    await owner.reload();
    await owner.getByRole("combobox", { name: "Role of Guest" }).click();
    await owner.getByRole("option", { name: "Member" }).click();
    await owner.getByText("Guest is now member").waitFor();
    await shoot(owner, "members");
    expect(await violationsOf(owner)).toEqual([]);
    await open(guest, "/settings");
    await syncNow.waitFor();
    expect(await syncNow.getAttribute("aria-disabled")).toBeNull();
  });

  test("a webhook is told of a test and of a sync, signed so that the reference library accepts it", async () => {
    await open(owner, "/settings/webhooks");
    await owner.getByText("No webhook yet").waitFor();
    await owner.getByRole("button", { name: "Add a webhook" }).click();
    const dialog = owner.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Ops");
    await dialog.getByLabel("Address").fill(receiver.url);
    await dialog.getByLabel(/Leave out syncs/).uncheck();
    await shoot(owner, "webhook-add", false);
    expect(await violationsOf(owner)).toEqual([]);
    await dialog.getByRole("button", { name: "Add the webhook" }).click();
    const secret = await dialog.getByLabel("Signing secret").inputValue();
    await dialog.getByRole("button", { name: "I have copied it" }).click();
    receiver.answerWith({ status: 200, body: "taken" });
    await owner.getByRole("button", { name: "More for Ops" }).click();
    await owner.getByRole("menuitem", { name: "Send a test" }).click();
    await owner.waitForURL(/\/settings\/webhooks\/[0-9a-f-]{36}/);
    await arrived(1);
    await owner.getByText("Delivered", { exact: true }).waitFor();
    const [first] = receiver.received;
    expect(first && verify(secret, first)).toMatchObject({ type: "webhook.test" });

    const { job_id } = await demo.json<{ job_id: string }>(
      "POST",
      `/api/connections/${connectionId}/sync-now`,
    );
    await demo.ended(job_id);
    await arrived(2);
    const told = receiver.received.map((message) => verify(secret, message));
    expect(told.find(({ data }) => data.job_id === job_id)).toMatchObject({ type: "sync.completed" });
    await owner.getByText("sync.completed", { exact: true }).first().waitFor();
    await owner.getByRole("button", { name: /^Log/ }).first().click();
    await owner.getByText("answered 200").first().waitFor();
    await shoot(owner, "webhook-log");
    expect(await violationsOf(owner)).toEqual([]);
    const before = receiver.received.length;
    await owner.getByRole("button", { name: /^Send again.*webhook\.test/ }).click();
    await arrived(before + 1);
    expect(receiver.received.at(-1)?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  });

  test("the audit log tells all of it, with who, what and from where", async () => {
    await open(owner, "/settings/audit");
    for (const words of [
      /Guest joined the workspace/,
      /changed the role of guest@/,
      /made the API key Report/,
    ])
      await owner.getByRole("row", { name: words }).first().waitFor();
    await owner
      .getByRole("row", { name: /Report Sync API key asked for a sync of/ })
      .first()
      .waitFor();
    await shoot(owner, "audit");
    expect(await violationsOf(owner)).toEqual([]);
    await owner.getByRole("combobox", { name: "What was done" }).click();
    await owner.getByRole("option", { name: "webhook.created" }).click();
    await owner.waitForURL(/action=webhook.created/);
    await owner.getByRole("row", { name: /added the webhook Ops/ }).waitFor();
    await expect.poll(() => owner.getByRole("row").count()).toBe(2);
    const saved = owner.waitForEvent("download");
    await owner.getByRole("link", { name: /CSV/ }).click();
    expect((await saved).suggestedFilename()).toMatch(/^freshet-audit-.*\.csv$/);
    await open(owner, "/settings/members");
    const everything = owner.waitForEvent("download");
    await owner.getByRole("link", { name: "Export everything" }).click();
    expect((await everything).suggestedFilename()).toMatch(/^freshet-Demo-workspace-.*\.ndjson$/);
  });

  test("all of it is usable in the dark at 375 px, and by the keyboard", async () => {
    const phone = await browser.newPage({
      viewport: { width: 375, height: 800 },
      colorScheme: "dark",
      storageState: await owner.context().storageState(),
    });
    for (const page of ["members", "api-keys", "webhooks", "audit"]) {
      await open(phone, `/settings/${page}`);
      await phone.waitForLoadState("networkidle").catch(() => undefined);
      await shoot(phone, `dark-${page}`);
      expect([page, await sidewaysPx(phone), await violationsOf(phone)]).toEqual([page, 0, []]);
    }
    await open(phone, "/settings/members");
    const here = phone.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Members" });
    expect(await here.getAttribute("aria-current")).toBe("page");
    await here.focus();
    await phone.keyboard.press("Tab");
    await phone.keyboard.press("Enter");
    await phone.waitForURL(/\/settings\/api-keys/);
    await phone.close();
  });

  test("met no error of ours on the way", () => {
    expect(errors).toEqual([]);
  });
});
