import type { Browser, BrowserContext } from "playwright-core";

export type Script = { name: string; bytes: number; isFirst: boolean };
export type Weight = {
  scripts: Script[];
  /** Bytes as they crossed the wire: compressed, headers included. */
  firstBytes: number;
  allBytes: number;
  /** Milliseconds from the start of the navigation, by the page's own clock. */
  interactiveMs: number;
  shownMs: number;
};

type Options = { url: string; context: BrowserContext; browser: Browser; heading: string; lazy: string };

/**
 * Opens a page in a browser that knows nothing of it, and weighs the JavaScript its HTML asks for (`first`) and all it
 * has loaded once `lazy` is there. Interactive: React answers for the navigation. Shown: `heading` is on screen.
 */
export async function weighPage({ url, context, browser, heading, lazy }: Options): Promise<Weight> {
  const fresh = await browser.newContext({ storageState: await context.storageState() });
  const page = await fresh.newPage();
  const devtools = await fresh.newCDPSession(page);
  await devtools.send("Network.enable");
  const found = new Map<string, Script>();
  devtools.on("Network.responseReceived", ({ requestId, response }) => {
    const { pathname } = new URL(response.url);
    if (pathname.endsWith(".js")) found.set(requestId, { name: pathname, bytes: 0, isFirst: false });
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const script = found.get(requestId);
    if (script) script.bytes = encodedDataLength;
  });
  const answer = await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => {
    const link = document.querySelector("nav a");
    return link !== null && Object.keys(link).some((key) => key.startsWith("__reactProps"));
  });
  const interactiveMs = await page.evaluate(() => performance.now());
  await page.getByRole("heading", { name: heading, exact: true }).waitFor();
  const shownMs = await page.evaluate(() => performance.now());
  await page.locator(lazy).first().waitFor();
  const html = (await answer?.text()) ?? "";
  const scripts = [...found.values()]
    .map((script) => ({ ...script, isFirst: html.includes(script.name) }))
    .sort((left, right) => right.bytes - left.bytes);
  await fresh.close();
  const sum = (some: Script[]) => some.reduce((bytes, script) => bytes + script.bytes, 0);
  const firstBytes = sum(scripts.filter(({ isFirst }) => isFirst));
  return { scripts, firstBytes, allBytes: sum(scripts), interactiveMs, shownMs };
}
