import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Secret } from "@/lib/core/secret";
import type { Truth } from "@/lib/providers/contract";
import { AccountNode, Listing } from "@/lib/providers/linkedin/schema";
import { comparable, connect, contextOf, readAll, slicesOf, startWorld, type World } from "./linkedin-world";

let world: World;
let token: Secret;
let account: string;

beforeAll(async () => {
  world = await startWorld({ seed: "simulator" });
  token = (await connect(world)).accessToken;
  account = (await world.truth(1)).accounts[0]?.externalId ?? "";
});
beforeEach(() => world.control("DELETE", "faults"));
afterAll(() => world.stop());

// biome-ignore lint/suspicious/noExplicitAny: the wire as it comes
type Wire = any;
type Ask = { headers?: Record<string, string>; method?: string; body?: string };

async function rest(
  path: string,
  { headers = {}, ...init }: Ask = {},
): Promise<{ status: number; body: Wire }> {
  const all = {
    authorization: `Bearer ${token.reveal()}`,
    "linkedin-version": "202608",
    "x-restli-protocol-version": "2.0.0",
    ...headers,
  };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
  const response = await fetch(`${world.url}/rest/${path}`, { ...init, headers: sent });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

const urn = (type: string, id: string) => `urn%3Ali%3A${type}%3A${id}`;
const range = (from: [number, number], to: [number, number]) =>
  `dateRange=(start:(year:2026,month:${from[0]},day:${from[1]}),end:(year:2026,month:${to[0]},day:${to[1]}))`;
const october = range([10, 1], [10, 31]);
const scope = () => `accounts=List(${urn("sponsoredAccount", account)})`;
const analytics = (rest_: string) => `adAnalytics?q=analytics&timeGranularity=DAILY&${scope()}&${rest_}`;

describe("a question is refused as LinkedIn refuses it", () => {
  test.each([
    ["without a token", "adAccounts?q=search", { authorization: "" }, 401, "Empty oauth2_access_token"],
    [
      "without a version",
      "adAccounts?q=search",
      { "linkedin-version": "" },
      400,
      "A version must be present",
    ],
    [
      "of a version that is over",
      "adAccounts?q=search",
      { "linkedin-version": "202309" },
      426,
      "Requested version 202309 is not active",
    ],
    [
      "of a version there never was",
      "adAccounts?q=search",
      { "linkedin-version": "202512" },
      426,
      "is not active",
    ],
    [
      "with lists but without protocol 2.0.0",
      "adAccounts?q=search&search=(status:(values:List(ACTIVE)))",
      { "x-restli-protocol-version": "" },
      400,
      "X-Restli-Protocol-Version",
    ],
    [
      "with brackets that do not close",
      "adAccounts?q=search&search=(status:(values:List(ACTIVE))",
      {},
      400,
      "expected",
    ],
    [
      "with colons in a list",
      "adAccountUsers?q=accounts&accounts=List(urn:li:sponsoredAccount:1)",
      {},
      400,
      "expected",
    ],
    [
      "with URNs encoded twice",
      "adAnalytics?q=analytics&pivot=CAMPAIGN&timeGranularity=DAILY&accounts=List(urn%253Ali%253AsponsoredAccount%253A1)&fields=clicks",
      {},
      400,
      "not a URN",
    ],
    ["for an account nobody gave", "adAccounts/999/adCampaigns?q=search", {}, 403, "Not enough permissions"],
    ["for something that is not there", "adWishes", {}, 404, "Not Found."],
    ["for too large a page", "adAccounts?q=search&pageSize=1001", {}, 400, "pageSize"],
    ["for a page token of somebody else", "adAccounts?q=search&pageToken=abc", {}, 400, "pageToken"],
  ])("%s", async (_, path, headers, status, words) => {
    const answer = await rest(path, { headers });
    expect([answer.status, answer.body.status]).toEqual([status, status]);
    expect(answer.body.message).toContain(words);
  });

  test.each([
    ["without a range", `pivot=CAMPAIGN&fields=clicks`, "dateRange"],
    ["without a pivot", `${october}&fields=clicks`, "pivot"],
    ["of a pivot there is not", `${october}&pivot=WEATHER&fields=clicks`, "WEATHER"],
    ["of a day there is not", `${range([2, 30], [3, 1])}&pivot=CAMPAIGN&fields=clicks`, "dateRange.start"],
    ["of a range the wrong way round", `${range([3, 2], [3, 1])}&pivot=CAMPAIGN`, "ends before"],
    ["for a retired field", `${october}&pivot=CAMPAIGN&fields=dateRange,pivotValue`, "pivotValue"],
    [
      "for what members are not told of",
      `${october}&pivot=MEMBER_INDUSTRY&fields=conversionValueInLocalCurrency`,
      "conversionValue",
    ],
    [
      "for more than 20 fields",
      `${october}&pivot=CAMPAIGN&fields=${Array(21).fill("clicks").join(",")}`,
      "20",
    ],
  ])("adAnalytics %s", async (_, query, words) => {
    const { status, body } = await rest(analytics(query));
    expect([status, body.errorDetailType ?? body.message]).toEqual([400, expect.any(String)]);
    expect(body.message).toContain(words);
  });

  test("audiences cannot be asked together with others", async () => {
    const query = `adAnalytics?q=statistics&pivots=List(CAMPAIGN,MEMBER_INDUSTRY)&timeGranularity=DAILY&${october}&${scope()}&fields=clicks`;
    expect(await rest(query)).toMatchObject({ status: 400, body: { code: "FIELD_INVALID" } });
  });

  test("without the right to posts or reports", async () => {
    process.env.LINKEDIN_SCOPES = "r_ads";
    const { accessToken } = await connect(world);
    delete process.env.LINKEDIN_SCOPES;
    const headers = { authorization: `Bearer ${accessToken.reveal()}` };
    for (const path of [analytics(`${october}&pivot=CAMPAIGN&fields=clicks`), `posts/${urn("share", "7")}`])
      expect(await rest(path, { headers })).toMatchObject({ status: 403, body: { code: "ACCESS_DENIED" } });
    expect((await rest("adAccounts?q=search", { headers })).status).toBe(200);
  });
});

describe("a long question", () => {
  const ids = Array.from({ length: 120 }, (_, index) =>
    urn("sponsoredCampaign", String(200_000_000_00 + index)),
  );
  const query = () =>
    `q=analytics&pivot=CAMPAIGN&timeGranularity=DAILY&${october}&${scope()}&campaigns=List(${ids.join(",")})&fields=dateRange,pivotValues,clicks`;

  test("is too long for an address and fits into a tunnel", async () => {
    expect(query().length).toBeGreaterThan(4_096);
    expect((await rest(`adAnalytics?${query()}`)).status).toBe(414);
    const headers = { "x-http-method-override": "GET", "content-type": "application/x-www-form-urlencoded" };
    const { status, body } = await rest("adAnalytics", { method: "POST", headers, body: query() });
    expect([status, Listing.safeParse(body).success]).toEqual([200, true]);
  });

  test("without the override header is no question at all", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    expect((await rest("adAnalytics", { method: "POST", headers, body: query() })).status).toBe(404);
  });
});

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

describe("time", () => {
  const byKey = ({ metrics }: Truth) => new Map(metrics.map((row) => [`${row.externalId} ${row.day}`, row]));

  test("today grows, past conversions come in for 30 days, then a day is final", async () => {
    const own = await startWorld({ seed: "time" });
    const before = byKey(await own.truth(60));
    await own.advance(3 * 86_400);
    const after = byKey(await own.truth(63));
    const ageOf = (day: string) => (Date.parse("2026-11-21") - Date.parse(day)) / 86_400_000;
    const changed = [...before].filter(
      ([key, row]) => JSON.stringify(after.get(key)) !== JSON.stringify(row),
    );
    const ages = changed.map(([, { day }]) => ageOf(day));
    expect(Math.min(...ages)).toBe(0);
    expect(Math.max(...ages)).toBeGreaterThan(20);
    expect(Math.max(...ages)).toBeLessThanOrEqual(31);
    const spend = async () =>
      (await own.truth(1)).metrics
        .filter(({ level }) => level === "account")
        .map((row) => BigInt(row.spendMicros ?? 0));
    const [early = 0n] = await spend();
    await own.advance(3_600);
    const [late = 0n] = await spend();
    expect(late).toBeGreaterThan(early);
    await own.stop();
    world.enter();
  });

  test("the same seed is the same world, another seed another; a world that stands still says the same twice", async () => {
    const truth = await world.truth(20);
    const twin = await startWorld({ seed: "simulator" });
    expect(await twin.truth(20)).toEqual(truth);
    await twin.stop();
    const other = await startWorld({ seed: "another" });
    expect((await other.truth(1)).accounts[0]?.externalId).not.toBe(account);
    await other.stop();
    world.enter();
    const [slice] = slicesOf(truth, account, { size: 20 });
    if (!slice) throw new Error("no slice");
    const read = async () => (await readAll(await contextOf(world, token), "ad_metrics", slice)).rows;
    expect(comparable(await read())).toEqual(comparable(await read()));
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
