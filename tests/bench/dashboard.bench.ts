import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { percentile, table } from "../prove/support/table";
import { ensureBrowser } from "../support/browser";
import { type Console, startConsole } from "../support/console-app";
import { insertAds } from "../support/many-ads";
import { type Weight, weighPage } from "../support/page-weight";

const browserPath = ensureBrowser();
const budgetBytes = 200 * 1_024;
const visits = 5;
const kilobytes = (bytes: number) => (bytes / 1_024).toFixed(1);
const middle = (values: number[]) => percentile(values, 0.5).toFixed(0);

describe.skipIf(!browserPath)("the console in Chromium", () => {
  let desk: Console;
  beforeAll(async () => {
    const size = { accounts: 2, campaigns: 4, adsets: 2, ads: 4 };
    desk = await startConsole(browserPath ?? "", { providerId: "meta", size });
  });
  afterAll(() => desk?.stop());

  test("the first load of the dashboard asks for at most 200 KB of compressed JavaScript", async () => {
    const all: Weight[] = [];
    for (let visit = 0; visit < visits; visit += 1)
      all.push(
        await weighPage({
          url: `${desk.app.url}/dashboard`,
          context: desk.context,
          browser: desk.browser,
          heading: "Numbers",
          lazy: ".recharts-surface",
        }),
      );
    const [last] = all.slice(-1);
    console.log(
      table(
        [
          "first load KB",
          "with charts and tables KB",
          "interactive ms (median)",
          "numbers shown ms (median)",
        ],
        [
          [
            kilobytes(last?.firstBytes ?? 0),
            kilobytes(last?.allBytes ?? 0),
            middle(all.map(({ interactiveMs }) => interactiveMs)),
            middle(all.map(({ shownMs }) => shownMs)),
          ],
        ],
      ),
    );
    expect(last?.firstBytes).toBeLessThanOrEqual(budgetBytes);
  });

  test("how long twenty thousand ads take to be shown, sorted and scrolled", async () => {
    const today = new Date().toISOString().slice(0, 10);
    await insertAds(desk.app.databaseUrl, { connectionId: desk.connectionId, count: 20_000, today });
    const page = await desk.newPage();
    const startedAt = performance.now();
    await page.goto(
      `${desk.app.url}/connections/${desk.connectionId}?view=numbers&level=ad&days=7&find=Large`,
    );
    await page.getByText(/20,0\d\d ads/).waitFor();
    const shown = performance.now();
    const region = page.getByRole("region", { name: "Numbers per ad" });
    // Within the page, so that the driver's own time is not counted: until the frame after the change is painted.
    const measure = (what: "sort" | "scroll") =>
      region.evaluate(async (element, change) => {
        const from = performance.now();
        if (change === "sort") element.querySelectorAll<HTMLElement>("thead button")[1]?.click();
        else element.scrollBy(0, 20_000);
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        return performance.now() - from;
      }, what);
    const sorts: number[] = [];
    const scrolls: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      sorts.push(await measure("sort"));
      scrolls.push(await measure("scroll"));
    }
    console.log(
      table(
        ["20,000 ads shown ms", "sort ms (median)", "scroll ms (median)"],
        [[(shown - startedAt).toFixed(0), middle(sorts), middle(scrolls)]],
      ),
    );
    expect(await region.locator("tbody tr").count()).toBeLessThan(80);
  });
});
