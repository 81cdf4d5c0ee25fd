import * as z from "zod";
import { addDays, dayIn } from "@/lib/domain/day";
import type { Truth } from "@/lib/providers/contract";
import {
  type BaseAccount,
  BaseState,
  backTo,
  child,
  consentPage,
  createSimulator,
  hashText,
  ok,
  type Params,
  personOf,
  pick,
  type Question,
  Refusal,
  readSigned,
  roll,
  type Sandbox,
  sign,
  sizeOf,
} from "@/lib/providers/simulation";

const zones = ["Europe/Berlin", "America/New_York", "Asia/Tokyo"] as const;
const usual = { accounts: 3, campaigns: 4 };
const pageSize = 25;

const accountsOf = (seed: string, wanted: Record<string, number | null>): BaseAccount[] =>
  Array.from({ length: sizeOf(seed, wanted, usual).accounts }, (_, index) => ({
    ...{ id: `T${1_000 + index}`, name: `Shop ${index + 1}`, currency: "EUR" },
    timezone: zones[index % zones.length] ?? zones[0],
  }));

type World = Sandbox<BaseState, BaseAccount>;

function campaignsOf({ seed, state }: World, { id }: BaseAccount) {
  const key = hashText(`${seed} ${id}`);
  return Array.from({ length: sizeOf(seed, state.size, usual).campaigns }, (_, slot) => ({
    ...{ id: `${id}-${slot}`, account: id, name: `Campaign ${slot + 1}` },
    state: pick(["on", "off"], key, slot),
  }));
}

function daysOf(world: World, account: BaseAccount, from: string, to: string) {
  const today = dayIn(account.timezone, world.now());
  const rows = [];
  for (let day = from; day <= to && day <= today; day = addDays(day, 1))
    for (const { id } of campaignsOf(world, account)) {
      const key = child(hashText(`${world.seed} ${id}`), hashText(day));
      rows.push({
        account: account.id,
        campaign: id,
        day,
        spend: (roll(key, 1) * 90).toFixed(2),
        clicks: key % 400,
      });
    }
  return rows;
}

const refused = (status: number, headers: Record<string, string> = {}) =>
  new Refusal({ status, headers, body: { error: status } });
const thrown = (status: number) => (): never => {
  throw refused(status);
};

function page({ params }: Question, rows: unknown[]) {
  const start = Number(params.get("after")?.split(".")[0] || 0);
  return ok({
    rows: rows.slice(start, start + pageSize),
    next: start + pageSize < rows.length ? String(start + pageSize) : null,
  });
}

function answer(world: World, question: Question) {
  const { method, path, params, token, origin } = question;
  const [first, id, edge] = path.split("/");
  const redirectUri = params.get("redirect_uri") ?? "";
  const state = params.get("state") ?? "";
  if (path === "consent" && method === "GET") {
    const words = {
      vendor: "Tally Ads",
      title: "Log in with Tally",
      app: "Freshet Sandbox",
      person: personOf(world).name,
    };
    const action = `${origin}/consent?${params}`;
    return consentPage({ ...words, wants: "these accounts", accounts: world.accounts(), action, hidden: {} });
  }
  if (path === "consent") return backTo(redirectUri, { state, code: sign(world, { kind: "code" }) });
  if (path === "token") {
    if (!readSigned(world, params.get("code") ?? "")) throw refused(400);
    return ok({ access_token: sign(world, { kind: "token" }), person: personOf(world).id });
  }
  if (!readSigned(world, token ?? "")) throw refused(401);
  const account = world.accounts().find((known) => known.id === id);
  if (first === "accounts" && id === undefined) return ok({ rows: world.accounts(), next: null });
  if (!account) throw refused(404);
  if (edge === "campaigns") return page(question, campaignsOf(world, account));
  return page(question, daysOf(world, account, params.get("from") ?? "", params.get("to") ?? ""));
}

const nothing = { revenueMicros: null, impressions: null, visitors: null, conversionsMicros: null } as const;
const unasked = { leadsMicros: null, installsMicros: null, purchasesMicros: null } as const;

function truth(world: World, days: number, only: string | null): Truth {
  const accounts = world.accounts().filter(({ id }) => only === null || id === only);
  return {
    now: world.now().toISOString(),
    accounts: accounts.map(({ id, ...account }) => ({ ...account, externalId: id, status: "active" })),
    entities: accounts.flatMap((account) =>
      campaignsOf(world, account).map(({ id, name, state }) => ({
        ...{
          kind: "campaign" as const,
          externalId: id,
          accountExternalId: account.id,
          parentExternalId: null,
        },
        ...{ name, status: state },
      })),
    ),
    metrics: accounts.flatMap((account) => {
      const today = dayIn(account.timezone, world.now());
      return daysOf(world, account, addDays(today, 1 - days), today).map(
        ({ campaign, day, spend, clicks }) => ({
          ...{ level: "campaign" as const, externalId: campaign, accountExternalId: account.id, day },
          ...{
            spendMicros: String(Math.round(Number(spend) * 100) * 10_000),
            clicks: String(clicks),
            ...nothing,
            ...unasked,
          },
        }),
      );
    }),
    demographics: [],
  };
}

type Page = { rows: Record<string, unknown>[]; next: string | null };

export const simulator = createSimulator<BaseState, BaseAccount>({
  ...{ id: "tally", State: BaseState, Limits: z.object({}), accountsOf, answer, truth },
  payerOf: (_world, { path }) => path.split("/")[1] ?? null,
  isDoor: ({ path }) => path === "token",
  refusals: {
    rate_limited: ({ retryAfter }: Params) => {
      throw refused(429, retryAfter === undefined ? {} : { "retry-after": String(retryAfter) });
    },
    ...{ expired: thrown(401), revoked: thrown(401), permission: thrown(403), missing: thrown(404) },
    ...{ unavailable: thrown(503), retired_version: thrown(410), too_much_data: null, error_200: null },
  },
  listing: {
    rowsOf: (body) =>
      typeof body === "object" && body !== null && "rows" in body ? (body as Page).rows : null,
    withRows: (body, rows) => ({ ...(body as Page), rows }),
    cursorOf: ({ params }) => params.get("after") || null,
    isFirst: ({ params }) => Number(params.get("after")?.split(".")[0] || 0) === 0,
    pointedAt: (body, _question, next) => ({ ...(body as Page), next }),
    samePlace: (cursor) => `${cursor?.split(".")[0] ?? 0}.${Number(cursor?.split(".")[1] ?? 0) + 1}`,
    broken: (row) => ({ ...row, id: 7, day: "2026-02-30" }),
    foreign: (row) => ({ ...row, account: "T9" }),
  },
  failed: (error) => ({ status: 400, body: { error: String(error) } }),
  sandboxEnv: (url) => ({ TALLY_API_BASE_URL: url }),
});
