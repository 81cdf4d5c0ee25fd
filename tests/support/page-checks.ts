import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = process.env.FRESHET_SCREENSHOTS;

type Found = { violations: { id: string; nodes: { html: string }[] }[] };

/** What axe objects to on the page as it is now. */
export async function violationsOf(page: Page): Promise<string[]> {
  // Half-transparent text of something that is still appearing has too little contrast for a moment.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (one) =>
          one.playState !== "running" || one.effect?.getTiming().iterations === Number.POSITIVE_INFINITY,
      ),
  );
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: { run: () => Promise<Found> } }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
}

/** What the page asks of a path of the API from now on. */
export function requestsTo(page: Page, path: string): string[] {
  const found: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === path) found.push(request.url());
  });
  return found;
}

/** Pixels the page can be scrolled sideways. */
export const sidewaysPx = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** A picture of the whole page, for whoever asked for pictures with `FRESHET_SCREENSHOTS`. */
export async function shoot(page: Page, name: string, fullPage = true): Promise<void> {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage });
}
