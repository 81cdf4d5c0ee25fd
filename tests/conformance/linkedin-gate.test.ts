import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Secret } from "@/lib/core/secret";
import { Listing } from "@/lib/providers/linkedin/schema";
import { connect, restOf, startWorld, type World } from "./linkedin-world";

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
