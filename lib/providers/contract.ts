import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "@/lib/core/clock";
import type { Secret } from "@/lib/core/secret";
import type { Claim } from "@/lib/domain/claim";
import type { ClaimSettings } from "@/lib/domain/claim-settings";
import type { DayRange } from "@/lib/domain/day";
import type { Account, Entity } from "@/lib/domain/entity";
import type { Fee, FeeEstimate } from "@/lib/domain/fee";
import type { Inventory } from "@/lib/domain/inventory";
import type { DailyMetric, DemographicMetric } from "@/lib/domain/metric";
import type { Order } from "@/lib/domain/order";
import type { CustomerReturn, InboundItem, Reimbursement, StockMovement } from "@/lib/domain/warehouse";

/** What a person granted us at the provider. */
export type Grant = {
  accessToken: Secret;
  refreshToken: Secret | null;
  /** When the access token stops working; null when it does not say. */
  expiresAt: Date | null;
  /** When renewing ends and only a person can renew the grant; unset when it does not say. */
  refreshExpiresAt?: Date | null;
  /** The login at the provider, for the audit log and to recognise a reconnect. */
  externalUserId: string;
  name: string;
  scopes: string[];
};

/** A share of the provider's allowance: one ledger each, e.g. `meta:account:act_1`. */
export type BudgetScope = {
  key: string;
  callsPerHour: number;
  /** A bucket that fills by `ratePerSecond` up to `burst` calls; starts full. */
  bucket?: { ratePerSecond: number; burst: number };
  /** Calls of a UTC day; all of it comes back at 00:00 UTC. */
  callsPerDay?: number;
};

/** What a response's headers say about a scope. Percent of the allowance used; `regainAt` when it is shut. */
export type Usage = { scope: BudgetScope; usedPercent: number; regainAt: Date | null };

/** Everything a provider may use of ours while it talks to its vendor. */
export type CallContext = {
  accessToken: Secret;
  /** Another access token, for when the vendor calls this one expired before its time; unset where none can be had. */
  renew?: () => Promise<Secret>;
  clock: Clock;
  signal: AbortSignal;
  /** Called before every request. Throws `rate_limited` when the budget has no call left. */
  spend: (scopes: BudgetScope[]) => Promise<void>;
  /** Called after every response, errors included. */
  observe: (usage: Usage[]) => Promise<void>;
};

export type SliceRequest = {
  accountExternalId: string;
  /** The account's `route` as it was last listed, where there is one; it may have changed since. */
  accountRoute?: string;
  /** The account's IANA time zone: `range` is counted in its days. */
  timezone: string;
  currency: string;
  range: DayRange;
  /** Only what the vendor changed from this moment on, where it can be asked for that; unset asks for the whole range. */
  since?: Date;
  cursor: string | null;
};

/** A row that could not be used; the rest of its page lands. `excerpt` is scrubbed and at most 200 characters. */
export type Rejection = { naturalKey: string; field: string | null; reason: string; excerpt: string };

export type Page<Row> = {
  rows: Row[];
  rejected: Rejection[];
  /** Where to go on; null when the listing is complete. Never holds a credential. */
  cursor: string | null;
  /** Set when there is nothing yet: ask again with `cursor` at this time (asynchronous reports). */
  askAgainAt?: Date;
  /** The moment up to which the listing is complete, by the vendor's own word; the next one may ask `since` then. */
  asOf?: Date;
  /** Set when the vendor has none of this here, e.g. its sandbox: why, in words. Nothing is read into it. */
  notOffered?: string;
  /** Set when the vendor gave nothing now, which need not mean that there is nothing: why, in words. Asked for again. */
  unread?: string;
  /** Set when rows that did not come may still be there: none counts as gone. */
  isPartial?: true;
  /** Rows of the whole listing, where the vendor says so. */
  total?: number;
};

export type StreamRows = {
  campaigns: Entity;
  adsets: Entity;
  ads: Entity;
  creatives: Entity;
  account_metrics: DailyMetric;
  campaign_metrics: DailyMetric;
  adset_metrics: DailyMetric;
  ad_metrics: DailyMetric;
  demographics: DemographicMetric;
  /** By the moment of the vendor's last change: a range of days holds what was changed in it. Never absent later. */
  orders: Order;
  /** A listing of all there is; what is missing from it has no units any more. */
  inventory: Inventory;
  /** By the moment of posting. */
  fees: Fee;
  /** A listing. */
  fee_estimates: FeeEstimate;
  /** The warehouses' ledger, by its days. */
  stock_movements: StockMovement;
  /** By the day of the return. */
  returns: CustomerReturn;
  /** By the day of approval. */
  reimbursements: Reimbursement;
  /** A listing of shipments that are under way or were closed within the history. */
  inbound_shipments: InboundItem;
};
export type StreamName = keyof StreamRows;

/** Reads one page. Throws an AppError made by `failure()`; anything else counts as our bug. */
export type FetchPage<Row> = (context: CallContext, request: SliceRequest) => Promise<Page<Row>>;

export type OAuth = {
  /** What a consent has to cover for every stream to be read; unset where the provider names no scopes. */
  scopes?: readonly string[];
  /** What a person has to say before the consent page can be shown, e.g. the country of the seller; the first is the usual one. */
  choices?: readonly { id: string; name: string }[];
  /** What a person said when these accounts were connected, for asking them again. */
  choiceOf?: (accountExternalId: string) => string | undefined;
  /**
   * The consent page. `challenge` is the PKCE S256 challenge; providers without PKCE ignore it. `choice` is an id of
   * `choices`; unknown or missing ids mean the first.
   */
  consentUrl: (input: {
    state: string;
    redirectUri: string;
    challenge: string;
    choice?: string | null;
  }) => string;
  /** The callback's parameter that holds the code; `code` when unset. */
  codeParameter?: string;
  /** `answered` are all parameters of the callback: some vendors say there who consented. */
  exchange: (input: {
    code: string;
    redirectUri: string;
    verifier: string;
    clock: Clock;
    answered?: Record<string, string>;
  }) => Promise<Grant>;
  /** A fresh grant from the old one, or null when only a person can renew it. */
  refresh:
    | ((grant: { accessToken: Secret; refreshToken: Secret | null; clock: Clock }) => Promise<Grant>)
    | null;
  /** Ends our access at the provider; quiet when it has ended already. */
  revoke: (grant: { accessToken: Secret; externalUserId: string }) => Promise<void>;
};

export type Limits = {
  /** Days back a first or full sync reads. */
  firstSyncDays: number;
  /** Days back in which the provider still restates numbers. */
  restatementDays: number;
  /** Days back the provider still tells, today included; a backfill reaches no further. */
  historyDays: number;
  /** Longest range of days asked in one slice, per stream. */
  sliceDays: { [S in StreamName]?: number };
  /**
   * Calls of a slice of so many days, for forecasts: of a usual account, the first page of each question. One where unset
   * or undefined.
   */
  sliceCalls?: (stream: StreamName, days: number) => number | undefined;
  /** Seconds below which polling cannot show anything new; gates the frequency picker. */
  minimumPollSeconds: number;
  /** The allowance of one account, for forecasts: calls per hour and the soft share we use of it. */
  accountCallsPerHour: number;
  /** The ledger's key of those calls; `<provider>:account:<external id>` when unset. */
  accountScope?: (accountExternalId: string) => string;
};

export type Provider = {
  id: string;
  name: string;
  /** What its money and days are attributed to, shown in the connect dialog. */
  summary: string;
  isConfigured: () => boolean;
  /** The variables `isConfigured` looks at, told to whoever runs the server. */
  settings?: readonly string[];
  oauth: OAuth;
  limits: Limits;
  listAccounts: (context: CallContext) => Promise<Account[]>;
  /** A name for the stock an account sells from; accounts with the same one tell of the same units. Its own when unset. */
  stockPoolOf?: (accountExternalId: string) => string;
  /** Thresholds of the claim rules where an account's marketplace has others than usual. */
  claimDefaultsOf?: (accountExternalId: string) => Partial<ClaimSettings>;
  streams: { [S in StreamName]?: FetchPage<StreamRows[S]> };
};

/** What is true in a simulator's world at its present moment, in our words; bigints as decimal strings. */
export type Truth = {
  now: string;
  accounts: Account[];
  entities: Omit<Entity, "attributes">[];
  metrics: Stringified<DailyMetric>[];
  demographics: Stringified<DemographicMetric>[];
  /** Of a marketplace. Every order there is, canceled ones too. */
  orders?: Stringified<Order>[];
  inventory?: Inventory[];
  fees?: Stringified<Fee>[];
  /** Discrepancies that a seller with the default rules would find now, open ones alone. */
  claims?: Stringified<TrueClaim>[];
};

/** What a simulator knows of a claim: the discrepancy itself, not how we would tell of it. */
export type TrueClaim = Pick<
  Claim,
  | "accountExternalId"
  | "kind"
  | "orderExternalId"
  | "shipmentId"
  | "sku"
  | "quantity"
  | "currency"
  | "amountMicros"
>;

/** As the value is in JSON: bigints are decimal strings, at any depth. */
export type Stringified<T> = T extends bigint
  ? string
  : T extends unknown[] | Record<string, unknown>
    ? { [K in keyof T]: Stringified<T[K]> }
    : T;

export type SimulatorOptions = {
  /** Same seed, same world. */
  seed: string;
  /** Where the clock's offset, faults and revoked tokens survive a restart; memory only when unset. */
  stateFile?: string;
  /** The real time underneath the world's own clock. */
  clock?: Clock;
};

/** A vendor's wire spoken backwards; `lib/local` gives it a port. */
export type Simulator = { handle: (request: IncomingMessage, response: ServerResponse) => void };

/** What `simulator/index.ts` of every provider folder exports as `simulator`. */
export type SimulatorModule = {
  create: (options: SimulatorOptions) => Simulator;
  /** Environment that points the provider's client at a simulator listening at `url`. */
  sandboxEnv: (url: string) => Record<string, string>;
};
