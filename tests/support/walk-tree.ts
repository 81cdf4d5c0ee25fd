import type { Page } from "playwright-core";
import { expect } from "vitest";
import { shoot, sidewaysPx, violationsOf } from "./page-checks";

/** From the campaigns in sight into ad sets and ads and back, by keyboard. */
export async function walkTree(page: Page): Promise<void> {
  const trail = page.getByRole("navigation", { name: "Breadcrumb" });
  const per = (what: string) => page.getByRole("region", { name: `Numbers per ${what}`, exact: true });
  const into = async (what: string, below: string) => {
    const isParent = page.getByTitle(`Show its ${below}s`);
    const row = per(what).getByRole("row").filter({ has: isParent }).first();
    const name = (await row.getByRole("rowheader").locator(".font-medium").first().textContent()) ?? "";
    const button = row.getByTitle(`Show its ${below}s`);
    const count = Number.parseInt((await button.textContent()) ?? "", 10);
    await button.press("Enter");
    await trail.getByText(name).waitFor();
    await page.locator(`table[aria-rowcount="${count + 1}"]`).waitFor();
    expect(await per(below).evaluate((region) => region === document.activeElement)).toBe(true);
    return name;
  };

  const campaign = await into("campaign", "ad set");
  const address = page.url();
  await per("ad set").getByRole("columnheader", { name: "Spend" }).waitFor();
  await shoot(page, "campaign-ad-sets");
  expect(await violationsOf(page)).toEqual([]);
  const adset = await into("ad set", "ad");
  const steps = ["All campaigns", campaign, adset, "Ads"];
  expect(await trail.getByRole("listitem").allTextContents()).toEqual(steps);
  const desktop = page.viewportSize();
  for (const size of [{ width: 375, height: 800 }, desktop]) {
    if (size) await page.setViewportSize(size);
    await shoot(page, `ad-set-ads-${size?.width}`);
    expect([await sidewaysPx(page), await violationsOf(page)]).toEqual([0, []]);
  }

  await page.reload();
  await trail.getByRole("button", { name: campaign }).press("Enter");
  await per("ad set").getByText(adset).first().waitFor();
  expect(page.url()).toBe(address);
  await trail.getByRole("button", { name: "All campaigns" }).click();
  await trail.waitFor({ state: "detached" });
  await per("campaign").getByRole("button", { name: campaign, exact: true }).click();
  await page.getByRole("button", { name: /^\d+ ad sets?$/ }).click();
  await trail.getByText(campaign).waitFor();
}
