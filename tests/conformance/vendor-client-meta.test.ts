import {
  AdAccount,
  type AdReportRun,
  type Campaign,
  FacebookAdsApi,
  FacebookAdsApiBatch,
  User,
} from "facebook-nodejs-business-sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Truth } from "@/lib/providers/contract";
import { effectiveStatuses } from "@/lib/providers/meta/fields";
import { connect, moments, startWorld, type World } from "./meta-world";
import { Api, expected, measured, ofEvery, pagesOf, type Row, refusalOf, rowsOf } from "./vendor-meta";

let world: World;
let api: Api;
let truth: Truth;
let account: AdAccount;
let accountId: string;

beforeAll(async () => {
  // The SDK's HTTP library would take this machine's proxy for loopback, too.
  process.env.NO_PROXY = "127.0.0.1";
  world = await startWorld({ seed: "vendor-client" });
});
beforeEach(async () => {
  await world.control("POST", "reset");
  await world.control("POST", "limits", { callsPerHour: 10_000, requiresProof: false });
  await world.control("POST", "freeze", { frozen: true, at: moments.autumn });
  api = new Api((await connect(world)).accessToken.reveal(), world.url);
  FacebookAdsApi.setDefaultApi(api);
  truth = await world.truth(30);
  accountId = truth.accounts[0]?.externalId ?? "";
  account = new AdAccount(accountId);
});
afterAll(() => world.stop());

const idsOf = (rows: Row[]) => rows.map(({ id }) => String(id)).sort();
const truthIds = (kind: string, parent?: string) =>
  truth.entities
    .filter((entity) => entity.accountExternalId === accountId && entity.kind === kind)
    .filter(({ parentExternalId }) => parent === undefined || parentExternalId === parent)
    .map(({ externalId }) => externalId)
    .sort();

const numbers = ["spend", "impressions", "clicks"];
const lastDays = { time_range: { since: "2026-11-08", until: "2026-11-21" } };
/** What an account did on the last days, at one level. */
const daily = (level: string) =>
  truth.metrics.filter(
    (row) =>
      row.accountExternalId === accountId && row.level === level && row.day >= lastDays.time_range.since,
  );
const told = (rows: Truth["metrics"]) =>
  rows.map((row) => `${row.externalId} ${row.day} ${expected(row)}`).sort();
const heard = (rows: Row[], id: string) =>
  rows.map((row) => `${row[id]} ${row.date_start} ${measured(row)}`).sort();

describe("what there is", () => {
  test("the person and the ad accounts", async () => {
    const me = await new User("me").get(["id", "name"]);
    expect(me.exportAllData().name).toEqual(expect.any(String));
    const fields = ["id", "name", "currency", "timezone_name"];
    const pages = await pagesOf(new User("me").getAdAccounts(fields, { limit: 2 }));
    expect(pages.length).toBe(2);
    const right = truth.accounts.map((one) => [one.externalId, one.name, one.currency, one.timezone]);
    const seen = pages.flat().map((row) => [row.id, row.name, row.currency, row.timezone_name]);
    expect(seen.sort()).toEqual(right.sort());
  });

  test("campaigns, page by page to the end and back", async () => {
    const fields = ["id", "name", "effective_status", "daily_budget"];
    const asked = { limit: 2, effective_status: effectiveStatuses.campaigns };
    const cursor = await account.getCampaigns(fields, { ...asked });
    const pages = [idsOf(cursor.map((node) => node.exportAllData()))];
    for (; cursor.hasNext(); pages.push(idsOf(cursor.map((node) => node.exportAllData()))))
      await cursor.next();
    expect(pages.flat().sort()).toEqual(truthIds("campaign"));
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages.slice(0, -1).reverse()) {
      await cursor.previous();
      expect(idsOf(cursor.map((node) => node.exportAllData()))).toEqual(page);
    }
    expect(cursor.hasPrevious()).toBe(false);
    await expect(cursor.previous()).rejects.toThrow(RangeError);
  });

  test("the ad sets of a campaign and the ads of an ad set", async () => {
    const campaigns = await account.getCampaigns(["id"], { effective_status: effectiveStatuses.campaigns });
    for (const campaign of campaigns.slice(0, 3)) {
      const sets = await campaign.getAdSets(["id"], {
        effective_status: effectiveStatuses.adsets,
        limit: 50,
      });
      const { id } = campaign.exportAllData();
      expect(idsOf(sets.map((set) => set.exportAllData()))).toEqual(truthIds("adset", id));
      for (const set of sets) {
        const ads = set.getAds(["id", "creative{id}"], { effective_status: effectiveStatuses.ads, limit: 2 });
        expect(idsOf(await rowsOf(ads))).toEqual(truthIds("ad", set.exportAllData().id));
      }
    }
  });
});

describe("what it did", () => {
  test("every ad, day by day", async () => {
    const asked = { level: "ad", time_increment: 1, limit: 100, ...ofEvery("ad"), ...lastDays };
    const pages = await pagesOf(account.getInsights(["ad_id", ...numbers], asked));
    expect(pages.length).toBeGreaterThan(1);
    expect(heard(pages.flat(), "ad_id")).toEqual(told(daily("ad")));
  });

  test("a campaign by itself, and an account week by week: sums of the days", async () => {
    const sum = (rows: Truth["metrics"], name: "spendMicros" | "impressions" | "clicks") =>
      String(rows.reduce((total, row) => total + BigInt(row[name] ?? 0), 0n));
    const total = (rows: Truth["metrics"]) =>
      expected({
        spendMicros: sum(rows, "spendMicros"),
        impressions: sum(rows, "impressions"),
        clicks: sum(rows, "clicks"),
      });
    const [campaign] = await account.getCampaigns(["id"]);
    const { id } = (campaign as Campaign).exportAllData();
    const own = await rowsOf(
      (campaign as Campaign).getInsights(["campaign_id", ...numbers], { ...lastDays }),
    );
    expect(own.map((row) => [row.campaign_id, row.date_start, row.date_stop, measured(row)])).toEqual([
      [id, "2026-11-08", "2026-11-21", total(daily("campaign").filter((row) => row.externalId === id))],
    ]);
    const weekly = { time_increment: 7, ...lastDays };
    const weeks = await rowsOf(account.getInsights(numbers, weekly));
    const inWeek = (row: Row) =>
      daily("account").filter(({ day }) => day >= String(row.date_start) && day <= String(row.date_stop));
    expect(weeks.map(({ date_start, date_stop }) => [date_start, date_stop])).toEqual([
      ["2026-11-08", "2026-11-14"],
      ["2026-11-15", "2026-11-21"],
    ]);
    for (const week of weeks) expect(measured(week)).toBe(total(inWeek(week)));
  });

  test("yesterday by its name", async () => {
    const fields = ["account_id", ...numbers];
    const rows = await rowsOf(account.getInsights(fields, { date_preset: "yesterday" }));
    const right = daily("account").filter(({ day }) => day === "2026-11-20");
    expect(heard(rows, "account_id").map((row) => `act_${row}`)).toEqual(told(right));
    expect(right.length).toBe(1);
  });

  test("by age and gender", async () => {
    const month = { time_range: { since: "2026-11-01", until: "2026-11-21" } };
    const rows = await rowsOf(
      account.getInsights(numbers, { breakdowns: ["age", "gender"], limit: 5, ...month }),
    );
    const right = truth.demographics.filter(
      (row) => row.accountExternalId === accountId && row.from === month.time_range.since,
    );
    expect(right.length).toBeGreaterThan(10);
    expect(rows.map((row) => `${row.age}|${row.gender} ${measured(row)}`).sort()).toEqual(
      right.map((row) => `${row.value} ${expected(row)}`).sort(),
    );
    const ages = await rowsOf(account.getInsights(numbers, { breakdowns: ["age"], ...month }));
    const impressions = (all: Row[]) => all.reduce((sum, row) => sum + Number(row.impressions), 0);
    expect(new Set(ages.map(({ age, gender }) => `${age} ${gender}`)).size).toBe(ages.length);
    expect(impressions(ages)).toBe(impressions(rows));
  });

  async function finished(run: AdReportRun): Promise<Row[]> {
    const seen: unknown[] = [];
    for (let poll = 0; poll < 10 && seen.at(-1) !== "Job Completed"; poll += 1)
      seen.push((await run.get(["async_status", "async_percent_completion"])).exportAllData().async_status);
    expect([seen[0], seen.at(-1)]).toEqual(["Job Running", "Job Completed"]);
    return rowsOf(run.getInsights([], { limit: 20 }));
  }

  test("a report run of an account or a campaign is asked for, looked at until it is done, and read", async () => {
    const asked = { level: "campaign", time_increment: 1, ...ofEvery("campaign"), ...lastDays };
    const rows = await finished(await account.getInsightsAsync(["campaign_id", ...numbers], { ...asked }));
    expect(heard(rows, "campaign_id")).toEqual(told(daily("campaign")));
    const [campaign] = await account.getCampaigns(["id"]);
    const own = await finished(
      await (campaign as Campaign).getInsightsAsync(["campaign_id", ...numbers], { ...asked }),
    );
    const { id } = (campaign as Campaign).exportAllData();
    expect(heard(own, "campaign_id")).toEqual(told(daily("campaign").filter((row) => row.externalId === id)));
  });
});

describe("what is refused", () => {
  test("a token past its life is the SDK's own error with code 190, subcode 463", async () => {
    await world.control("POST", "advance", { seconds: 61 * 86_400 });
    expect(await refusalOf(account.getCampaigns(["id"]))).toMatchObject({
      ...{ name: "FacebookRequestError", status: 400 },
      response: { type: "OAuthException", code: 190, error_subcode: 463, fbtrace_id: expect.any(String) },
    });
  });

  test("too many calls are code 80004, with the minutes to wait in the usage header", async () => {
    await world.control("POST", "limits", { callsPerHour: 1 });
    await account.getCampaigns(["id"]);
    const refusal = await refusalOf(account.getCampaigns(["id"]));
    expect(refusal).toMatchObject({ name: "FacebookRequestError", response: { code: 80004 } });
    const usage = JSON.parse(refusal?.headers["x-business-use-case-usage"]);
    expect(usage[accountId.slice(4)]).toEqual([
      expect.objectContaining({ call_count: 100, estimated_time_to_regain_access: 60 }),
    ]);
  });

  test("an unknown field is code 100 and says which one", async () => {
    expect(await refusalOf(account.getCampaigns(["wish"]))).toMatchObject({
      response: { code: 100, message: expect.stringContaining("(wish) on node type (Campaign)") },
    });
  });

  test("whoever may only read creates nothing: code 200", async () => {
    const wish = account.createCampaign([], { name: "Wish", objective: "OUTCOME_TRAFFIC" });
    expect(await refusalOf(wish)).toMatchObject({ status: 403, response: { code: 200 } });
  });

  test("a wrong proof is refused even where none is asked for, and so is none where one is", async () => {
    const wrong = account.getCampaigns(["id"], { appsecret_proof: "0".repeat(64) });
    expect(await refusalOf(wrong)).toMatchObject({ response: { type: "GraphMethodException", code: 100 } });
    await world.control("POST", "limits", { requiresProof: true });
    expect(await refusalOf(account.getCampaigns(["id"]))).toMatchObject({
      response: { message: expect.stringContaining("require an appsecret_proof") },
    });
  });

  test("in a batch each question is answered or refused alone", async () => {
    const batch = new FacebookAdsApiBatch(api);
    const names: unknown[] = [];
    const refused: unknown[] = [];
    const ask = (id: string) =>
      batch.add(
        "GET",
        id,
        { fields: "name" },
        undefined,
        ({ body }) => names.push(body.name),
        ({ error }) => refused.push([error.status, error.response]),
      );
    ask(accountId);
    ask("act_1");
    await batch.execute();
    expect(names).toEqual([truth.accounts[0]?.name]);
    expect(refused).toEqual([[400, { error: expect.objectContaining({ code: 100, error_subcode: 33 }) }]]);
  });
});
