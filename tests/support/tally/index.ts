import * as z from "zod";
import { Secret } from "@/lib/core/secret";
import { Day } from "@/lib/domain/day";
import { failure } from "@/lib/domain/failure";
import { toMicros } from "@/lib/domain/money";
import { request } from "@/lib/http/request";
import { keyOf, parseRows } from "@/lib/http/rows";
import type { CallContext, FetchPage, Grant, Provider, SliceRequest } from "@/lib/providers/contract";

// A made-up vendor of the smallest kind: what a fifth provider needs to be, and no more.
const vendor = "Tally Ads";
const baseUrl = () => process.env.TALLY_API_BASE_URL ?? "";

const Envelope = z.object({ rows: z.array(z.unknown()), next: z.string().nullable() });
const Token = z.object({ access_token: z.string().min(1), person: z.string() });
const Account = z.object({ id: z.string(), name: z.string(), currency: z.string(), timezone: z.string() });
const Campaign = z.object({
  id: z.string().min(1),
  account: z.string(),
  name: z.string(),
  state: z.string(),
});
const Decimal = z
  .string()
  .transform((text, issue) => toMicros(text) ?? issue.addIssue("is no amount") ?? z.NEVER);
const Numbers = z.object({
  account: z.string(),
  campaign: z.string(),
  day: Day,
  spend: Decimal,
  clicks: z.number().int().min(0),
});

const kinds = {
  401: "needs_reauth",
  403: "permission_lost",
  404: "permission_lost",
  410: "config_invalid",
} as const;
const scopeOf = (account: string) => ({ key: `tally:account:${account}`, callsPerHour: 1_000 });

async function ask(context: CallContext, account: string, path: string): Promise<z.infer<typeof Envelope>> {
  await context.spend([scopeOf(account)]);
  const headers = { authorization: `Bearer ${context.accessToken.reveal()}` };
  const {
    status,
    headers: told,
    body,
  } = await request({ provider: vendor, url: `${baseUrl()}/${path}`, headers, signal: context.signal });
  const seconds = Math.min(86_400, Math.max(1, Number(told["retry-after"]) || 60));
  const until = new Date(context.clock().getTime() + seconds * 1_000);
  await context.observe(
    status === 429 ? [{ scope: scopeOf(account), usedPercent: 100, regainAt: until }] : [],
  );
  if (status === 429) throw failure("rate_limited", { provider: vendor, until });
  if (status >= 500) throw failure("provider_transient", { provider: vendor, detail: `http_${status}` });
  if (status in kinds) throw failure(kinds[status as keyof typeof kinds], { provider: vendor });
  const envelope = Envelope.safeParse(body);
  if (status !== 200 || !envelope.success)
    throw failure("provider_bug", { provider: vendor, detail: "envelope" });
  return envelope.data;
}

/** A stream of rows that each say whose they are. */
const pagesOf =
  <Wire extends { account: string }, Row>(
    path: (slice: SliceRequest) => string,
    schema: z.ZodType<Wire>,
    toRow: (wire: Wire) => Row,
  ): FetchPage<Row> =>
  async (context, slice) => {
    const { rows, next } = await ask(
      context,
      slice.accountExternalId,
      `${path(slice)}&after=${slice.cursor ?? ""}`,
    );
    const parsed = parseRows({
      ...{ schema, rows, naturalKey: keyOf("id", "campaign", "day") },
      check: ({ account }) =>
        account === slice.accountExternalId ? null : { field: "account", reason: "another account" },
    });
    return { rows: parsed.rows.map(toRow), rejected: parsed.rejected, cursor: next };
  };

const toGrant = (body: unknown): Grant => {
  const token = Token.parse(body);
  return {
    ...{ accessToken: new Secret(token.access_token), refreshToken: null, expiresAt: null },
    ...{ externalUserId: token.person, name: "Robin Sandbox", scopes: [] },
  };
};

const unknown = { revenueMicros: null, impressions: null, visitors: null, conversionsMicros: null } as const;
const unasked = { leadsMicros: null, installsMicros: null, purchasesMicros: null } as const;

export const tally: Provider = {
  ...{ id: "tally", name: vendor, summary: "A made-up vendor.", isConfigured: () => baseUrl() !== "" },
  oauth: {
    consentUrl: ({ state, redirectUri }) =>
      `${baseUrl()}/consent?${new URLSearchParams({ state, redirect_uri: redirectUri })}`,
    exchange: async ({ code }) =>
      toGrant(
        (
          await request({
            provider: vendor,
            url: `${baseUrl()}/token?code=${encodeURIComponent(code)}`,
            method: "POST",
          })
        ).body,
      ),
    refresh: null,
    revoke: async () => {},
  },
  limits: {
    ...{ firstSyncDays: 20, restatementDays: 3, historyDays: 400, sliceDays: { campaign_metrics: 10 } },
    ...{ minimumPollSeconds: 60, accountCallsPerHour: 1_000 },
  },
  listAccounts: async (context) =>
    z
      .array(Account)
      .parse((await ask(context, "all", "accounts?")).rows)
      .map(({ id, ...account }) => ({
        ...account,
        ...{ externalId: id, status: "active" as const },
      })),
  streams: {
    campaigns: pagesOf(
      ({ accountExternalId }) => `accounts/${accountExternalId}/campaigns?`,
      Campaign,
      ({ id, account, name, state }) => ({
        ...{ kind: "campaign" as const, externalId: id, accountExternalId: account, parentExternalId: null },
        ...{ name, status: state, attributes: {} },
      }),
    ),
    campaign_metrics: pagesOf(
      ({ accountExternalId, range }) =>
        `accounts/${accountExternalId}/days?from=${range.from}&to=${range.to}`,
      Numbers,
      ({ account, campaign, day, spend, clicks }) => ({
        ...{ level: "campaign" as const, externalId: campaign, accountExternalId: account, day },
        ...{ spendMicros: spend, clicks: BigInt(clicks), ...unknown, ...unasked },
      }),
    ),
  },
};
