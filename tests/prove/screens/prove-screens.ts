import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { dataDir } from "@/lib/local/data-dir";
import type { RunningApp } from "../../support/app";
import { ensureBrowser, launchBrowser } from "../../support/browser";
import { openWindow } from "../../support/browser-session";
import { furnish } from "./furnish";
import { shootBroken, shootConnecting, shootRunning } from "./moving";
import { createPhotographer } from "./photographer";
import { empty, inUse, ofSeller, outside } from "./screens";

/** Pictures go to `FRESHET_SCREENSHOTS`, else to `.freshet/screens`. */
export async function proveScreens(app: RunningApp): Promise<string[]> {
  const browserPath = ensureBrowser();
  if (!browserPath) return ["there is no browser"];
  const folder = resolve(process.env.FRESHET_SCREENSHOTS ?? dataDir("screens"));
  mkdirSync(folder, { recursive: true });
  const house = await furnish(app);
  const browser = await launchBrowser(browserPath);
  const photographer = createPhotographer(app.url, folder);
  try {
    const stranger = await photographer.tabOf(await openWindow(browser, app.url));
    for (const screen of outside) await photographer.visit(stranger, screen);
    const newcomer = await photographer.tabOf(await openWindow(browser, app.url, house.newcomer));
    for (const screen of empty) await photographer.visit(newcomer, screen);
    const demo = await photographer.tabOf(await openWindow(browser, app.url, house.demo));
    for (const screen of inUse(house)) await photographer.visit(demo, screen);
    await shootConnecting(newcomer, app.url, photographer);
    await house.demo.ended(house.sellerRunId, 600_000);
    for (const screen of ofSeller(house)) await photographer.visit(demo, screen);
    await shootRunning(demo, house, photographer);
    // One that has nothing in its cache.
    const fresh = await photographer.tabOf(await openWindow(browser, app.url, house.demo));
    await shootBroken(fresh, app.url, photographer);
  } finally {
    await browser.close();
    await house.stop();
  }
  console.log(`${photographer.pictures()} pictures in ${folder}`);
  return photographer.wrong;
}
