import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConnectionList } from "@/lib/api/connection";
import { listProviders } from "@/lib/providers";
import { type RunningApp, startApp } from "../support/app";
import { ensureBrowser, launchBrowser } from "../support/browser";
import { type Client, createClient } from "../support/client";
import { shoot, sidewaysPx, violationsOf } from "../support/page-checks";

const browserPath = ensureBrowser();
const providers = listProviders().map(({ id, name, oauth }) => ({
  id,
  name,
  hasChoices: !!oauth.choices?.length,
}));
const size = { accounts: 3, campaigns: 2, adsets: 2, ads: 3, orders: 40 };

describe.skipIf(!browserPath)("connecting in a browser", () => {
  let app: RunningApp;
  let browser: Browser;
  let page: Page;
  let client: Client;
  const errors: string[] = [];

  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const simulator = async (provider: string, method: string, verb: string, body?: unknown) => {
    const url = `${app.simulatorUrls[provider]}/_control/${verb}`;
    const answer = await fetch(url, { method, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${verb}: ${await answer.text()}`);
  };
  const listed = async () => ConnectionList.parse(await client.json("GET", "/api/connections"));
  const of = async (provider: string) =>
    (await listed()).connections.filter((connection) => connection.provider === provider);
  const check = async (name: string, on = page) => {
    await shoot(on, `connect-${name}`);
    expect([name, await violationsOf(on)]).toEqual([name, []]);
    expect([name, await sidewaysPx(on)]).toEqual([name, 0]);
  };
  const openProviders = async () => {
    await page.goto(`${app.url}/settings?add=1`);
    await page.getByRole("dialog", { name: "Add connection" }).waitFor();
  };
  const consent = async (provider: string, decision: "Allow" | "Deny") => {
    await openProviders();
    await page.locator(`a[href^="/api/oauth/${provider}"]`).click();
    await button(decision).click();
  };

  beforeAll(async () => {
    app = await startApp({ size });
    for (const { id } of providers) await simulator(id, "POST", "limits", { unmetered: true });
    browser = await launchBrowser(browserPath ?? "");
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(60_000);
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(`${app.url}/sign-up`);
    await page.getByLabel("Name").fill("Ada");
    await page.getByLabel("Email").fill("ada@test.local");
    await page.getByLabel("Password").fill("correct horse battery");
    await button("Create account").click();
    await page.waitForURL(/\/(dashboard|settings)/);
    const cookies = await page.context().cookies(app.url);
    client = createClient(app.url, cookies.map(({ name, value }) => `${name}=${value}`).join("; "));
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test("begins with an empty page that leads to the list of providers", async () => {
    await page.goto(`${app.url}/settings`);
    await page.getByText("No connections yet").waitFor();
    await check("empty");
    await button("Add connection").click();
    const dialog = page.getByRole("dialog");
    for (const { name } of providers) await dialog.getByText(name, { exact: true }).first().waitFor();
    await check("providers");
  });

  describe.each(providers)("$name", ({ id, name, hasChoices }) => {
    test("a denied consent connects nothing and says so", async () => {
      await consent(id, "Deny");
      await page.getByText(`Consent was not given at ${name}`).waitFor();
      expect([await of(id), (await listed()).unfinished]).toEqual([[], []]);
    }, 120_000);

    test("leads from consent over accounts, test and frequency to the live first sync", async () => {
      await openProviders();
      if (hasChoices) await page.getByRole("combobox", { name: `Where is your ${name} account?` }).waitFor();
      await page.locator(`a[href^="/api/oauth/${id}"]`).click();
      await button("Allow").click();
      await page.waitForURL(/\/connect\//);
      await page.getByRole("heading", { name: "Choose accounts" }).waitFor();
      expect(await of(id)).toEqual([]);
      await check(`${id}-accounts`);

      const boxes = page.locator("fieldset li input[type=checkbox]");
      const all = await boxes.count();
      const selectAll = page.getByRole("checkbox", { name: "Select all" });
      if (await selectAll.isChecked()) await selectAll.uncheck();
      await page.getByText(`0 of ${all} account`).waitFor();
      expect(await button("Test these accounts").getAttribute("aria-disabled")).toBe("true");
      await boxes.first().press("Space");
      await page.getByText(`1 of ${all} account`).waitFor();
      await button("Test these accounts").click();

      await page.getByText(/^Test finished: /).waitFor({ state: "attached" });
      expect(await page.getByText(/^Test finished: /).textContent()).toMatch(/ 0 failed\.$/);
      await check(`${id}-test`);
      await button("Choose how often").click();
      await page.getByRole("radio", { name: /^Hourly/ }).click();
      await check(`${id}-frequency`);
      await button("Start first sync").click();

      await page.waitForURL(/\/syncs\/sync_/);
      await page.getByRole("heading", { level: 1 }).getByText(name).waitFor();
      const runId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
      const started = async () => (await client.json<{ step: string }>("GET", `/api/sync/${runId}`)).step;
      await expect.poll(started, { timeout: 60_000 }).toMatch(/^[2-6]\/6|done/);
      const [connection] = await of(id);
      expect(connection).toMatchObject({ provider: id, status: "active", sync_frequency: "hourly" });
      expect(connection?.accounts.filter(({ selected }) => selected)).toHaveLength(1);
    }, 300_000);

    test("the same login connects again without losing anything", async () => {
      const [before] = await of(id);
      await consent(id, "Allow");
      await page.getByText("has new access and syncs now").waitFor();
      await check(`${id}-again`);
      const now = await of(id);
      expect(now).toHaveLength(1);
      expect(now[0]).toMatchObject({ id: before?.id, status: "active", sync_frequency: "hourly" });
      expect(now[0]?.accounts.map(({ external_id }) => external_id)).toEqual(
        before?.accounts.map(({ external_id }) => external_id),
      );
    }, 120_000);
  });

  test("accounts are added later from the connection, and read at once", async () => {
    const connection = (await listed()).connections.at(-1);
    await page.goto(`${app.url}/settings?accounts=${connection?.id}`);
    await button("Save accounts").waitFor();
    await check("choose-later");
    await page.locator("fieldset li input[type=checkbox]:not(:checked)").first().check();
    await button("Save accounts").click();
    await page
      .getByText(/1 account added/)
      .first()
      .waitFor();
    const now = (await listed()).connections.find(({ id }) => id === connection?.id);
    expect(now?.accounts.filter(({ selected }) => selected)).toHaveLength(2);
  }, 120_000);

  test("an answer to a consent that never began here is refused in words", async () => {
    const [provider] = providers;
    await page.goto(`${app.url}/api/oauth/${provider?.id}/callback?code=stolen&state=guessed`);
    await page.getByText("This consent did not start here").waitFor();
    await check("refused");
    expect(new URL(page.url()).pathname).toBe("/settings");
  });

  test("a setup left half way syncs nothing, waits in the list and can be discarded; all on a phone", async () => {
    const { id } = providers.at(-1) ?? { id: "" };
    const phone = await browser.newPage({
      viewport: { width: 375, height: 800 },
      colorScheme: "dark",
    });
    phone.setDefaultTimeout(60_000);
    await phone.goto(`${app.url}/sign-up`);
    await phone.getByLabel("Name").fill("Bob");
    await phone.getByLabel("Email").fill("bob@test.local");
    await phone.getByLabel("Password").fill("correct horse battery");
    await phone.getByRole("button", { name: "Create account" }).click();
    await phone.waitForURL(/\/(dashboard|settings)/);
    await phone.goto(`${app.url}/settings?add=1`);
    await phone.locator(`a[href^="/api/oauth/${id}"]`).click();
    await phone.getByRole("button", { name: "Allow" }).click();
    await phone.getByRole("heading", { name: "Choose accounts" }).waitFor();
    await check("phone-accounts", phone);
    await phone.goto(`${app.url}/settings`);
    await phone.getByText(/accounts are not chosen/).waitFor();
    await check("phone-unfinished", phone);
    await phone.getByRole("button", { name: /^Discard/ }).click();
    await phone.getByText(/accounts are not chosen/).waitFor({ state: "detached" });
    await phone.getByText("No connections yet").waitFor();
    await phone.close();
  }, 120_000);

  test("met no error of ours on the way", () => {
    expect(errors).toEqual([]);
  });
});
