import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { openTab } from "../../support/browser-session";
import { sidewaysPx, violationsOf } from "../../support/page-checks";
import type { Screen } from "./screens";

const looks = [
  { look: "light", theme: "light", width: 1280, height: 900 },
  { look: "dark", theme: "dark", width: 1280, height: 900 },
  { look: "phone", theme: "light", width: 375, height: 800 },
] as const;

export type Photographer = {
  pictures: () => number;
  /** What is wrong with the pages so far, each in one line. */
  wrong: string[];
  /** The page as it is now, in every look. */
  take: (page: Page, screen: Pick<Screen, "name" | "isOver">) => Promise<void>;
  /** Goes there and takes it. */
  visit: (page: Page, screen: Screen) => Promise<void>;
  tabOf: (context: BrowserContext) => Promise<Page>;
};

const isThere = () => document.querySelector("main [class*=animate-breathe][aria-hidden]") === null;

export function createPhotographer(url: string, folder: string): Photographer {
  const wrong: string[] = [];
  let pictures = 0;
  const take: Photographer["take"] = async (page, { name, isOver = false }) => {
    for (const { look, theme, ...window } of looks) {
      await page.setViewportSize(window);
      await page.evaluate((to) => document.documentElement.setAttribute("data-theme", to), theme);
      const violations = await violationsOf(page);
      const sideways = await sidewaysPx(page);
      await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: !isOver });
      pictures += 1;
      wrong.push(...violations.map((violation) => `${name} ${look}: ${violation}`));
      if (sideways > 0) wrong.push(`${name} ${look}: scrolls sideways by ${sideways} px`);
    }
  };
  const visit: Photographer["visit"] = async (page, screen) => {
    try {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${url}${screen.path}`);
      await page.waitForFunction(isThere);
      await screen.open?.(page);
      await page.getByText(screen.shows).filter({ visible: true }).first().waitFor();
      await page.waitForFunction(isThere);
      await take(page, screen);
    } catch (error) {
      const path = join(folder, `${screen.name}-failed.png`);
      await page.screenshot({ path, fullPage: true }).catch(() => undefined);
      wrong.push(`${screen.name}: ${(error as Error).message.split("\n")[0]}`);
    }
  };
  const tabOf: Photographer["tabOf"] = async (context) => {
    const page = await openTab(context, wrong);
    page.setDefaultTimeout(20_000);
    return page;
  };
  return { pictures: () => pictures, wrong, take, visit, tabOf };
}
