import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Secret } from "@/lib/core/secret";
import { AccountNode } from "@/lib/providers/linkedin/schema";
import { connect, restOf, startWorld, type Wire, type World } from "./linkedin-world";

/*
 * LinkedIn's own client (linkedin-api-client 0.3.0) does not read this simulator. Its licence, LinkedIn API Development
 * Software License Agreement, allows use only for what the user's own API agreement with LinkedIn permits, and asks not
 * to download it otherwise. As a dependency it would be downloaded by everybody who clones this repository.
 */

let world: World;
let token: Secret;
let account: string;

beforeAll(async () => {
  world = await startWorld({ seed: "simulator" });
  token = (await connect(world)).accessToken;
  account = (await world.truth(1)).accounts[0]?.externalId ?? "";
});
afterAll(() => world.stop());

const rest = (...asked: Parameters<ReturnType<typeof restOf>>) => restOf(world, token)(...asked);
const urn = (type: string, id: string) => `urn%3Ali%3A${type}%3A${id}`;
const range = (from: [number, number], to: [number, number]) =>
  `dateRange=(start:(year:2026,month:${from[0]},day:${from[1]}),end:(year:2026,month:${to[0]},day:${to[1]}))`;
const october = range([10, 1], [10, 31]);
const scope = () => `accounts=List(${urn("sponsoredAccount", account)})`;
const analytics = (rest_: string) => `adAnalytics?q=analytics&timeGranularity=DAILY&${scope()}&${rest_}`;

describe("the wire", () => {
  test("accounts look as LinkedIn's do", async () => {
    const { body } = await rest("adAccounts?q=search");
    expect(body.elements.map((element: unknown) => AccountNode.safeParse(element).success)).toEqual([
      true,
      true,
      true,
    ]);
    expect(body.elements[0]).toMatchObject({ type: "BUSINESS", test: false, version: { versionTag: "4" } });
    const one = await rest(`adAccounts/${account}`);
    expect(one.body.id).toBe(Number(account));
    const none = await rest("adAccounts?q=search&search=(status:(values:List(CANCELED)))");
    expect(none.body.elements).toEqual([]);
  });

  test("a search without statuses leaves out what is put away; short pages have a token too", async () => {
    const every = "search=(status:(values:List(ACTIVE,PAUSED,ARCHIVED)))";
    const later = await startWorld({ seed: "later?campaigns=40" });
    later.enter();
    const own = (await connect(later)).accessToken.reveal();
    const id = (await later.truth(1)).accounts[0]?.externalId;
    const headers = {
      authorization: `Bearer ${own}`,
      "linkedin-version": "202608",
      "x-restli-protocol-version": "2.0.0",
    };
    const list = async (query: string): Promise<Wire> =>
      (
        await fetch(`${later.url}/rest/adAccounts/${id}/adCampaignGroups?q=search&${query}`, { headers })
      ).json();
    const usual = await list("pageSize=1000");
    const all = await list(`${every}&pageSize=1000`);
    const statuses = ({ elements }: Wire) =>
      new Set(elements.map(({ status }: { status: string }) => status));
    expect(statuses(usual).has("ARCHIVED")).toBe(false);
    expect(statuses(all).has("ARCHIVED")).toBe(true);
    const ids: number[] = [];
    const sizes: number[] = [];
    for (let next: string | undefined = ""; next !== undefined; ) {
      const page: Wire = await list(`${every}&pageSize=6${next && `&pageToken=${next}`}`);
      ids.push(...page.elements.map((element: { id: number }) => element.id));
      sizes.push(page.elements.length);
      next = page.metadata?.nextPageToken;
    }
    expect(ids).toEqual(all.elements.map((element: { id: number }) => element.id));
    expect(sizes.slice(0, -1).some((size) => size < 6)).toBe(true);
    await later.stop();
    world.enter();
  });

  test("entities come one by one, several at once, and by what stands above them", async () => {
    const base = `adAccounts/${account}`;
    const groups = (await rest(`${base}/adCampaignGroups?q=search`)).body.elements;
    const [first, second] = groups.map(({ id }: { id: number }) => id);
    const batch = await rest(`${base}/adCampaignGroups?ids=List(${first},${second},1)`);
    expect(Object.keys(batch.body.results)).toEqual([String(first), String(second)]);
    expect(batch.body.errors["1"]).toMatchObject({ status: 404 });
    const filter = `search=(campaignGroup:(values:List(${urn("sponsoredCampaignGroup", first)})))`;
    const below = (await rest(`${base}/adCampaigns?q=search&${filter}`)).body.elements;
    expect(new Set(below.map(({ campaignGroup }: Wire) => campaignGroup))).toEqual(
      new Set([`urn:li:sponsoredCampaignGroup:${first}`]),
    );
    const campaign = urn("sponsoredCampaign", below[0].id);
    const creatives = (await rest(`${base}/creatives?q=criteria&campaigns=List(${campaign})`)).body.elements;
    expect(creatives.length).toBeGreaterThan(0);
    const one = await rest(`${base}/creatives/${encodeURIComponent(creatives[0].id)}`);
    expect(one.body).toEqual(creatives[0]);
  });

  test("statistics name every level above a row, and the rows add up", async () => {
    const fields = "fields=dateRange,pivotValues,impressions,clicks,costInLocalCurrency";
    const day = range([11, 3], [11, 3]);
    const pivots = "pivots=List(CREATIVE,CAMPAIGN,CAMPAIGN_GROUP,ACCOUNT)";
    const stats = await rest(
      `adAnalytics?q=statistics&${pivots}&timeGranularity=DAILY&${day}&${scope()}&${fields}`,
    );
    expect(stats.body.elements[0].pivotValues.map((value: string) => value.split(":")[2])).toEqual([
      "sponsoredCreative",
      "sponsoredCampaign",
      "sponsoredCampaignGroup",
      "sponsoredAccount",
    ]);
    const sum = stats.body.elements.reduce((total: number, row: Wire) => total + row.impressions, 0);
    const whole = await rest(analytics(`${day}&pivot=(value:ACCOUNT)&${fields}`));
    expect(whole.body.elements[0].impressions).toBe(sum);
  });

  test("rows of which nothing asked for happened are left out; days are all there when only they are asked for", async () => {
    const count = async (fields: string) =>
      (await rest(analytics(`${october}&pivot=CREATIVE&fields=${fields}`))).body.elements.length;
    const days = await count("dateRange,pivotValues");
    expect(await count("dateRange,pivotValues,impressions")).toBe(days);
    expect(await count("dateRange,pivotValues,externalWebsiteConversions")).toBeLessThan(days);
    expect(await count("dateRange,pivotValues,likes")).toBe(0);
  });

  test("audiences are blurred, cut at a hundred and told half a day late", async () => {
    const ask = async (pivot: string, granularity: string, days: string) =>
      (
        await rest(
          `adAnalytics?q=analytics&pivot=${pivot}&timeGranularity=${granularity}&${days}&${scope()}&fields=dateRange,pivotValues,impressions`,
        )
      ).body.elements;
    expect((await ask("MEMBER_COMPANY", "ALL", october)).length).toBe(100);
    const today = await ask("MEMBER_SENIORITY", "DAILY", range([11, 20], [11, 21]));
    expect(new Set(today.map((row: Wire) => row.dateRange.start.day))).toEqual(new Set());
    const sums = await ask("MEMBER_SENIORITY", "ALL", october);
    const [whole] = (
      await rest(
        `adAnalytics?q=analytics&pivot=ACCOUNT&timeGranularity=ALL&${october}&${scope()}&fields=impressions`,
      )
    ).body.elements;
    const total = sums.reduce((sum: number, row: Wire) => sum + row.impressions, 0);
    expect(total).not.toBe(whole.impressions);
    expect(Math.abs(total - whole.impressions)).toBeLessThan(40);
  });

  test("pictures and films are found by their URN, under another address each time", async () => {
    const creatives = (await rest(`adAccounts/${account}/creatives?q=criteria`)).body.elements;
    const references = creatives.map(({ content }: Wire) => content.reference).filter(Boolean);
    const found = [];
    for (const reference of references) {
      const { status, body } = await rest(`posts/${encodeURIComponent(reference)}`);
      if (status === 200 && body.content.media) found.push(body.content.media.id);
      else expect([200, 400, 403, 404]).toContain(status);
    }
    expect(found.length).toBeGreaterThan(0);
    const kind = found[0].includes(":video:") ? "videos" : "images";
    const media = await rest(`${kind}/${encodeURIComponent(found[0])}`);
    expect(media.body).toMatchObject({
      id: found[0],
      downloadUrl: expect.stringContaining("example.invalid"),
    });
  });

  test("seniorities and places can be listed by facet", async () => {
    const facet = `facet=List(${urn("adTargetingFacet", "seniorities")})`;
    const { body } = await rest(
      `adTargetingEntities?q=adTargetingFacet&queryVersion=QUERY_USES_URNS&${facet}&locale=(language:en,country:US)`,
    );
    expect(body.elements.map(({ name }: Wire) => name)).toContain("CXO");
  });
});

test("the log of calls holds paths and never a secret", async () => {
  await world.control("DELETE", "calls");
  await rest("adAccounts?q=search");
  await rest(analytics(`${october}&pivot=CAMPAIGN&fields=clicks`));
  const calls = await world.calls();
  expect(calls.map(({ method, path, status, account: payer }) => [method, path, status, payer])).toEqual([
    ["GET", "rest/adAccounts", 200, null],
    ["GET", "rest/adAnalytics", 200, account],
  ]);
  expect(JSON.stringify(calls)).not.toContain("AQ");
});
