import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyticsQuery } from "@/lib/providers/linkedin/analytics";
import { toRequest } from "@/lib/providers/linkedin/client";
import { listings } from "@/lib/providers/linkedin/fetch";
import { encodeQuery, encodeValue, type RestliValue, Verbatim } from "@/lib/providers/linkedin/restli";
import { readValue, splitQuery, type Value } from "@/lib/providers/linkedin/simulator/restli";
import { readJsonFixture } from "../support/fixtures";

type Recorded = { name?: string; source?: string; url: string };
const official = readJsonFixture<Recorded[]>(
  "linkedin/requests/official-postman-requests.json",
  "our queries are spelled as in LinkedIn's own collection",
);
const connectors = readJsonFixture<Recorded[]>(
  "linkedin/requests/connector-analytics-requests.json",
  "our queries are spelled as other connectors' are",
);

/** Fills the collection's placeholders in and cuts the path off. */
const queryOf = (requests: Recorded[] | null, name: string) => {
  const url = requests?.find((request) => (request.name ?? request.source)?.startsWith(name))?.url ?? "";
  return url.replaceAll(/\{[^}]*\}/g, "1").split("?")[1];
};

describe.skipIf(!official || !connectors)("recorded requests", () => {
  test("are spelled the same by us", () => {
    const urn = (type: string, id: string) => `urn:li:${type}:${id}`;
    const ours: [Recorded[] | null, string, string][] = [
      [
        official,
        "Search Accounts by Status",
        encodeQuery({ q: "search", search: { status: { values: ["ACTIVE"] } } }),
      ],
      [
        official,
        "Retrieve the user's",
        encodeQuery({
          q: "search",
          search: { type: { values: ["BUSINESS"] }, status: { values: ["ACTIVE"] }, test: false },
          fields: new Verbatim("id,name,test,reference"),
        }),
      ],
      [
        official,
        "Find Ad Account Users",
        encodeQuery({ q: "accounts", accounts: [urn("sponsoredAccount", "1")] }),
      ],
      [
        official,
        "Search for Campaign Groups",
        encodeQuery({
          q: "search",
          search: { status: { values: ["ACTIVE", "DRAFT"] } },
          sort: { field: "ID", order: "DESCENDING" },
        }),
      ],
      [official, "Fetch multiple Campaign Groups", encodeQuery({ ids: [1, 1] })],
      [
        official,
        "Find Entities by Facet",
        encodeQuery({
          q: "adTargetingFacet",
          queryVersion: "QUERY_USES_URNS",
          facet: [urn("adTargetingFacet", "seniorities")],
          locale: { language: "en", country: "US" },
        }),
      ],
      [
        official,
        "Find Entities by URNs",
        encodeQuery({ q: "urns", queryVersion: "QUERY_USES_URNS", urns: [urn("geo", "102095887")] }),
      ],
      [
        official,
        "Ad Supply Forecast",
        encodeQuery({
          q: "criteriaV2",
          account: urn("sponsoredAccount", "1"),
          timeRange: { start: 1631790775000, end: 1632136375000 },
          campaignType: "SPONSORED_UPDATES",
          totalBudget: { amount: "100.00", currencyCode: "USD" },
          competingBid: { bidType: "CPM", bidPrice: { currencyCode: "USD", amount: 10 } },
          targetingCriteria: {
            include: { and: [{ or: { [urn("adTargetingFacet", "locations")]: [urn("geo", "101165590")] } }] },
            exclude: {
              or: {
                [urn("adTargetingFacet", "staffCountRanges")]: [urn("staffCountRange", "(10001,2147483647)")],
              },
            },
          },
        }),
      ],
      [
        connectors,
        "airbyte accounts request",
        encodeQuery({
          pageSize: 500,
          q: "search",
          search: { id: { values: [urn("sponsoredAccount", "1"), urn("sponsoredAccount", "2")] } },
        }),
      ],
      [
        connectors,
        "OWOX",
        encodeQuery({
          q: "statistics",
          dateRange: { start: { year: 2026, month: 7, day: 1 }, end: { year: 2026, month: 7, day: 1 } },
          pivots: ["CREATIVE", "CAMPAIGN", "CAMPAIGN_GROUP", "ACCOUNT"],
          timeGranularity: "DAILY",
          accounts: [urn("sponsoredAccount", "123")],
          fields: new Verbatim("dateRange,pivotValues,impressions,clicks"),
        }),
      ],
    ];
    for (const [requests, name, query] of ours)
      expect([name, query]).toEqual([name, queryOf(requests, name)]);
  });

  test("our own questions hold the same parameters as recorded ones", () => {
    const parametersOf = (query: string | undefined) => Object.fromEntries(splitQuery(query ?? ""));
    const same = (mine: string, name: string) => {
      const { q, search, pageSize } = parametersOf(queryOf(connectors, name));
      expect([name, parametersOf(mine)]).toEqual([name, expect.objectContaining({ q, pageSize })]);
      const wanted = (text: string | undefined) => text?.match(/[A-Z_]+/g)?.sort();
      expect(wanted(parametersOf(mine).search)).toEqual(wanted(search));
    };
    same(encodeQuery(listings.groups.query), "airbyte campaign groups");
    same(encodeQuery(listings.campaigns.query), "airbyte campaigns");
    same(encodeQuery(listings.creatives.query), "airbyte creatives");
    const range = { from: "2026-07-01", to: "2026-07-31" };
    const asked = { pivot: "CREATIVE", timeGranularity: "DAILY" } as const;
    const query = encodeQuery(analyticsQuery({ accountExternalId: "123", range }, asked, ["dateRange"]));
    const recorded = parametersOf(queryOf(connectors, "public file"));
    expect(parametersOf(query)).toMatchObject({
      dateRange: recorded.dateRange,
      pivot: recorded.pivot,
      timeGranularity: recorded.timeGranularity,
      q: recorded.q,
    });
  });

  test("are all read by the simulator's parser, and mean the same when written again", () => {
    for (const { url } of [...(official ?? []), ...(connectors ?? [])]) {
      const query = url.replaceAll(/\{[^}]*\}/g, "1").split("?")[1] ?? "";
      for (const raw of splitQuery(query).values()) {
        if (!/^(List)?\(/.test(raw)) continue;
        expect(encodeValue(readValue(raw) as RestliValue)).toBe(raw);
      }
    }
  });
});

/** What a value is once it is text. */
const asText = (value: RestliValue): Value => {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value !== "object") return String(value);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (inner === undefined ? [] : [[name, asText(inner)]])),
  );
};

const { value: anyValue } = fc.letrec<{ value: RestliValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("urn:li:geo:1", "(1,2)", "it's", "a,b", "100%", "List(x)", "a+b c&d=e"),
    fc.integer(),
    fc.boolean(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string({ minLength: 1, unit: "grapheme-ascii" }), tie("value"), { maxKeys: 4 }),
  ),
}));

test("whatever is written is read back as it was meant, on its own and through a URL", () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      const structured = Array.isArray(value) || typeof value === "object";
      const wrapped: RestliValue = structured ? value : [value];
      const text = encodeValue(wrapped);
      expect(readValue(text)).toEqual(asText(wrapped));
      const search = new URL(`http://x/?v=${text}`).search.slice(1);
      expect(readValue(splitQuery(search).get("v") ?? "")).toEqual(asText(wrapped));
    }),
  );
});

test.each(["List(a", "(a)", "(a:b", "List(a))", "(a:b)x", "List(urn:li:x:1)", "List(%E0%A4%A)", "((a:b))"])(
  "%s is refused as LinkedIn does",
  (raw) => {
    expect(() => readValue(raw)).toThrow("refused with 400");
  },
);

test("a query of up to 4,000 characters goes into the address, a longer one into the body of a POST", () => {
  const query = (length: number) => ({ ids: ["x".repeat(length - "ids=List()".length)] });
  const short = toRequest({ path: "posts", query: query(4_000), restliMethod: "BATCH_GET" });
  expect(short).toMatchObject({ method: "GET", headers: { "x-restli-method": "BATCH_GET" } });
  expect(new URL(short.url).search.length).toBe(4_001);
  const long = toRequest({ path: "posts", query: query(4_001), restliMethod: "BATCH_GET" });
  expect(long).toMatchObject({
    method: "POST",
    headers: {
      "x-http-method-override": "GET",
      "content-type": "application/x-www-form-urlencoded",
      "x-restli-method": "BATCH_GET",
    },
  });
  expect([new URL(long.url).search, long.body?.length]).toEqual(["", 4_001]);
});

test("a text that is no valid Unicode is encoded as far as it is", () => {
  expect(encodeValue(["a\ud800b", "\udc00"])).toBe("List(a%EF%BF%BDb,%EF%BF%BD)");
});
