import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { StreamName } from "@/lib/providers/contract";
import { discovery, walkSchema } from "./google-discovery";
import { contextOf, google, moments, readAll, sliceOf, startWorld, type World } from "./google-world";

/*
 * The wire is checked against Google's discovery document and by no client of Google's: all of theirs for Google Ads
 * speak gRPC, except for Perl's. https://developers.google.com/google-ads/api/rest/overview
 */

type Exchange = { path: string; question: unknown; status: number; answer: unknown };

/** Stands between client and simulator and writes down what they say; passes everything on as it is. */
async function startRecorder(target: string) {
  const exchanges: Exchange[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { host, ...headers } = request.headers as Record<string, string>;
    const { method = "GET", url = "/" } = request;
    const answered = await fetch(`${target}${url}`, {
      method,
      headers,
      body: text === "" ? undefined : text,
    });
    const answer = await answered.text();
    exchanges.push({
      path: url,
      question: text === "" ? null : JSON.parse(text),
      status: answered.status,
      answer: JSON.parse(answer),
    });
    response.writeHead(answered.status, { "content-type": "application/json" }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections());
  return { url, exchanges, stop };
}

let world: World;
let recorder: Awaited<ReturnType<typeof startRecorder>>;
beforeAll(async () => {
  world = await startWorld({ seed: "schema" });
  recorder = await startRecorder(world.url);
  process.env.GOOGLE_ADS_API_BASE_URL = recorder.url;
});
beforeEach(async () => {
  await world.control("POST", "reset");
  await world.control("POST", "freeze", { frozen: true, at: moments.autumn });
  recorder.exchanges.length = 0;
});
afterAll(async () => {
  await recorder.stop();
  await world.stop();
});

/** The schema of every part of an exchange that has one. */
function partsOf({ path, question, status, answer }: Exchange): [string, unknown][] {
  if (status >= 400) {
    const [refused] = [answer].flat() as { error: { details: unknown[] } }[];
    return (refused?.error.details ?? []).map((detail) => ["Errors__GoogleAdsFailure", detail]);
  }
  if (path.endsWith(":listAccessibleCustomers"))
    return [["Services__ListAccessibleCustomersResponse", answer]];
  if (path.endsWith(":search"))
    return [
      ["Services__SearchGoogleAdsRequest", question],
      ["Services__SearchGoogleAdsResponse", answer],
    ];
  return [
    ["Services__SearchGoogleAdsStreamRequest", question],
    ...(answer as unknown[]).map((chunk): [string, unknown] => [
      "Services__SearchGoogleAdsStreamResponse",
      chunk,
    ]),
  ];
}

function walkAll(exchanges: Exchange[]) {
  const walks = exchanges.flatMap(partsOf).map(([name, value]) => walkSchema(name, value));
  return {
    problems: [...new Set(walks.flatMap(({ problems }) => problems))],
    seen: new Set(walks.flatMap(({ seen }) => [...seen])),
  };
}

const ask = async (customer: string, query: string, method = "search") => {
  const { accessToken } = await contextOf(world);
  const path = `/v25/customers/${customer}/googleAds:${method}`;
  const headers = { authorization: `Bearer ${accessToken.reveal()}`, "content-type": "application/json" };
  const body = JSON.stringify({ query });
  const response = await fetch(`${recorder.url}${path}`, { method: "POST", headers, body });
  // biome-ignore lint/suspicious/noExplicitAny: the wire as it comes
  return (await response.json()) as any;
};

describe.skipIf(!discovery)("every word on the wire is in the discovery document", () => {
  test("a wrong type, enum value or name would be noticed", () => {
    const results = [{ campaign: { id: 1, status: "ACTIVE", wish: true }, metrics: { clicks: "1.5" } }];
    expect(walkSchema("Services__SearchGoogleAdsResponse", { results }).problems.length).toBe(4);
  });

  test("whatever the client asks for a sync, and all it is answered", async () => {
    const truth = await world.truth(1);
    const context = await contextOf(world);
    await google.listAccounts(context);
    for (const stream of Object.keys(google.streams) as StreamName[])
      for (const { externalId } of truth.accounts) await readAll(context, stream, sliceOf(truth, externalId));
    const { problems, seen } = walkAll(recorder.exchanges);
    expect(problems).toEqual([]);
    const resources = ["Campaign", "CampaignBudget", "AdGroup", "AdGroupAd", "Ad", "AssetGroup"];
    const met = [...resources, "Customer", "CustomerClient"].map((name) => `Resources__${name}`);
    expect([...seen]).toEqual(expect.arrayContaining([...met, "Common__Metrics", "Common__Segments"]));
    expect(recorder.exchanges.length).toBeGreaterThan(50);
  });

  test("resource names, conversion actions and every metric the simulator knows", async () => {
    const own = (await world.truth(1)).accounts[1]?.externalId ?? "";
    const metrics = ["interactions", "all_conversions", "all_conversions_value", "view_through_conversions"];
    const more = ["biddable_app_install_conversions", "ctr", "average_cpc"];
    const selected = [...metrics, ...more].map((name) => `metrics.${name}`).join(", ");
    const days = "segments.date DURING LAST_7_DAYS";
    await ask(own, `SELECT campaign.id, segments.date, ${selected} FROM campaign WHERE ${days}`);
    await ask(own, "SELECT ad_group_ad.ad.id, ad_group_ad.ad_group FROM ad_group_ad");
    await ask(own, `SELECT ad_group.id, metrics.clicks FROM gender_view WHERE ${days}`, "searchStream");
    await ask(own, "SELECT campaign_budget.id, campaign_budget.status FROM campaign_budget");
    const { results } = await ask(
      own,
      "SELECT conversion_action.id, conversion_action.category, conversion_action.include_in_conversions_metric, conversion_action.click_through_lookback_window_days FROM conversion_action",
    );
    expect(results[0].conversionAction).toMatchObject({
      resourceName: expect.stringContaining(`customers/${own}/conversionActions/`),
      category: "PURCHASE",
    });
    expect(walkAll(recorder.exchanges).problems).toEqual([]);
  });

  test("refusals, as an object from search and as an array from searchStream", async () => {
    const own = (await world.truth(1)).accounts[1]?.externalId ?? "";
    const refused = await ask(own, "SELECT metrics.video_views FROM campaign");
    expect(refused.error).toMatchObject({ code: 400, status: "INVALID_ARGUMENT" });
    const [streamed] = await ask(own, "SELECT wish FROM campaign", "searchStream");
    expect(streamed.error.details[0]).toMatchObject({ requestId: expect.any(String) });
    for (const kind of ["expired", "revoked", "permission", "missing", "too_much_data", "not_enabled"]) {
      await world.control("DELETE", "faults");
      await world.fault(kind, { on: "data" });
      await ask(own, "SELECT campaign.id FROM campaign");
    }
    await world.control("DELETE", "faults");
    await world.fault("rate_limited", { on: "data", params: { retrySeconds: 5, scope: "ACCOUNT" } });
    const { error } = await ask(own, "SELECT campaign.id FROM campaign");
    expect(error.details[0].errors[0].details.quotaErrorDetails.retryDelay).toBe("5s");
    expect(walkAll(recorder.exchanges).problems).toEqual([]);
  });
});

test("without a segment things without delivery are told with their zeros; with one they are left out", async () => {
  const own = (await world.truth(1)).accounts[1]?.externalId ?? "";
  const clicksOf = async (query: string): Promise<string[]> =>
    ((await ask(own, query)).results ?? []).map((row: { metrics: { clicks: string } }) => row.metrics.clicks);
  const day = "segments.date = '2025-09-02'";
  const whole = await clicksOf(`SELECT campaign.id, metrics.clicks FROM campaign WHERE ${day}`);
  const split = await clicksOf(
    `SELECT campaign.id, segments.date, metrics.clicks FROM campaign WHERE ${day}`,
  );
  expect(whole).toContain("0");
  expect(split).not.toContain("0");
  expect(split.length).toBeLessThan(whole.length);
});

test("names come unless they are not wanted, the days asked are the days told, and older ones than 37 months are not", async () => {
  const own = (await world.truth(1)).accounts[1]?.externalId ?? "";
  const bare = " PARAMETERS omit_unselected_resource_names=true";
  const { results } = await ask(own, "SELECT campaign.id FROM campaign ORDER BY campaign.id LIMIT 2");
  expect(results.map((row: { campaign: { resourceName: string } }) => row.campaign.resourceName)).toEqual(
    results.map((row: { campaign: { id: string } }) => `customers/${own}/campaigns/${row.campaign.id}`),
  );
  const unnamed = await ask(own, `SELECT campaign.id FROM campaign${bare}`);
  expect(JSON.stringify(unnamed.results)).not.toContain("resourceName");
  const listed = await ask(
    own,
    "SELECT segments.date, metrics.clicks FROM customer WHERE segments.date IN ('2026-11-03', '2026-11-07')",
  );
  expect(listed.results.map((row: { segments: { date: string } }) => row.segments.date)).toEqual([
    "2026-11-03",
    "2026-11-07",
  ]);
  const old = "SELECT metrics.clicks FROM customer WHERE segments.date = '2020-01-01'";
  const [error] = (await ask(own, old)).error.details[0].errors;
  expect(error.errorCode).toEqual({ dateRangeError: "INVALID_DATE" });
});
