import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Client } from "./client";

const viewport = { width: 1280, height: 900 };

/** A browser window of its own, signed in as the client where one is given. */
export async function openWindow(browser: Browser, url: string, client?: Client): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport, acceptDownloads: true });
  const cookies = (client?.cookie.split("; ") ?? []).map((pair) => ({
    name: pair.split("=")[0] ?? "",
    value: pair.slice(pair.indexOf("=") + 1),
    url,
  }));
  await context.addCookies(cookies);
  return context;
}

/** A tab of the window that keeps what its scripts threw. */
export async function openTab(context: BrowserContext, errors: string[]): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on("pageerror", (error) => errors.push(String(error)));
  return page;
}
