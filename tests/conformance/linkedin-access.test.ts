import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AppError } from "@/lib/core/errors";
import type { Secret } from "@/lib/core/secret";
import type { StreamName } from "@/lib/providers/contract";
import {
  connect,
  contextOf,
  linkedin,
  restOf,
  type Slice,
  startWorld,
  type World,
  weekOf,
} from "./linkedin-world";

let world: World;
let token: Secret;
let slice: Slice;

beforeAll(async () => {
  world = await startWorld({ seed: "access" });
});
beforeEach(async () => {
  await world.control("POST", "reset");
  // Another login: what is known of the last one's access says nothing about it.
  token = (await connect(world)).accessToken;
  slice = await weekOf(world);
});
afterAll(() => world.stop());

const loseAccess = () =>
  world.control("POST", "access", { account: slice.accountExternalId, granted: false });
const read = async (stream: StreamName, range = slice.range) =>
  linkedin.streams[stream]?.(await contextOf(world, token), { ...slice, range, cursor: null });
const checks = async () =>
  (await world.calls()).filter(({ path }) => /^rest\/adAccounts\/\d+$/.test(path)).length;
const streams = [
  ...(["account_metrics", "campaign_metrics", "adset_metrics", "ad_metrics", "demographics"] as const),
];

test("LinkedIn answers who lost the account with no numbers, and refuses it everywhere else", async () => {
  const rest = restOf(world, token);
  const urn = `urn%3Ali%3AsponsoredAccount%3A${slice.accountExternalId}`;
  const october = "dateRange=(start:(year:2026,month:10,day:1),end:(year:2026,month:10,day:31))";
  const asked = `adAnalytics?q=analytics&pivot=ACCOUNT&timeGranularity=DAILY&${october}&accounts=List(${urn})&fields=clicks`;
  const counts = async () => {
    const { status, body } = await rest(asked);
    return [status, body.elements.length];
  };
  expect(await counts()).toEqual([200, 31]);
  await loseAccess();
  expect(await counts()).toEqual([200, 0]);
  expect((await rest(`adAccounts/${slice.accountExternalId}`)).status).toBe(403);
  expect((await rest(`adAccounts/${slice.accountExternalId}/creatives?q=criteria`)).status).toBe(403);
  expect((await linkedin.listAccounts(await contextOf(world, token))).length).toBe(2);
});

test.each(streams)("an empty answer about a lost account is no empty %s", async (stream) => {
  await loseAccess();
  const error: AppError = await read(stream).then(
    () => Promise.reject(new Error("it did not fail")),
    (thrown) => thrown,
  );
  expect(error.code).toBe("permission_lost.access_denied");
});

test("an account without activity is asked for once, not with every answer", async () => {
  const longAgo = { from: "2020-01-01", to: "2020-01-07" };
  for (const stream of streams) expect((await read(stream, longAgo))?.rows).toEqual([]);
  expect(await checks()).toBe(1);
  expect((await read("ad_metrics"))?.rows.length).toBeGreaterThan(0);
  expect(await checks()).toBe(1);
});
