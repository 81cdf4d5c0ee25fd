import {
  AccountChoices,
  ChooseAccountsRequest,
  ChooseAccountsResponse,
  FinishSetupRequest,
  FinishSetupResponse,
  ReplaceLoginRequest,
  ReplaceLoginResponse,
} from "./connect";
import {
  ConnectionList,
  ConnectionSyncStatus,
  SetFrequencyRequest,
  Setup,
  SetupTest,
  SetupTestRequest,
} from "./connection";
import { DaysQuery } from "./export";
import { Reconciliation } from "./reconciliation";
import { group } from "./route-table";
import { Snapshot, SnapshotQuery } from "./snapshot";
import { SyncNowRequest, SyncNowResponse } from "./sync";
import {
  AcceptShrinkRequest,
  AcceptShrinkResponse,
  BackfillRequest,
  PlanPreview,
  PlanRequest,
  ResetRequest,
  ResetResponse,
} from "./sync-control";

const notNow = { needs: "connect" as const, refuses: [409, 502] };
const { get, post, patch, remove } = group("Connections");
const one = (verb: string) => `/api/connections/{connectionId}/${verb}`;
const redirect = { media: "text/html", means: "A redirect" };

export const connectionRoutes = [
  get("/api/connections", "The workspace's connections with their telemetry", { 200: ConnectionList }),
  remove(
    "/api/connections/{connectionId}",
    "Disconnect: ends access, keeps the data",
    { 204: null },
    { needs: "connect" },
  ),
  post(
    one("sync-now"),
    "Start a sync, or join the one that is active",
    { 202: SyncNowResponse, 200: SyncNowResponse },
    { body: SyncNowRequest, refuses: [409] },
  ),
  patch(
    one("sync-frequency"),
    "Choose how often it syncs",
    { 200: ConnectionSyncStatus },
    { body: SetFrequencyRequest },
  ),
  get(one("sync-status"), "A connection's telemetry", { 200: ConnectionSyncStatus }),
  post(
    one("test"),
    "Check access, permissions, accounts and limits; with `Accept: application/x-ndjson` line by line",
    { 200: SetupTest },
    { body: SetupTestRequest },
  ),
  post(one("pause"), "Stop syncing until resumed", { 200: ConnectionSyncStatus }),
  post(one("resume"), "Sync again", { 200: ConnectionSyncStatus }),
  post(
    one("plan"),
    "What a sync or backfill would read and cost; nothing is started",
    { 200: PlanPreview },
    { body: PlanRequest, needs: "look" },
  ),
  post(
    one("backfill"),
    "Read a range of days again",
    { 202: SyncNowResponse },
    { body: BackfillRequest, refuses: [409] },
  ),
  post(
    one("reset"),
    "Forget one stream and read it anew; its revisions stay",
    { 202: ResetResponse },
    { body: ResetRequest, needs: "connect", refuses: [409] },
  ),
  post(
    one("accept-shrink"),
    "Agree to deletions that were held because a listing shrank",
    { 200: AcceptShrinkResponse },
    { body: AcceptShrinkRequest, needs: "connect", refuses: [409] },
  ),
  get(
    one("snapshot"),
    "The newest snapshot, or that of one run",
    { 200: Snapshot },
    { query: SnapshotQuery },
  ),
  get(
    one("reconciliation"),
    "Account totals against the sums of campaigns and ads, with the reason for every gap",
    { 200: Reconciliation },
    { query: DaysQuery },
  ),
  get(one("setup"), "A consent on its way to a connection", { 200: Setup }),
  post(
    one("setup"),
    "Finish a setup: accounts, frequency and first sync at once",
    { 202: FinishSetupResponse },
    { ...notNow, body: FinishSetupRequest },
  ),
  post(
    one("setup/login"),
    "Go on with a known connection under the login that has just consented",
    { 200: ReplaceLoginResponse },
    { ...notNow, body: ReplaceLoginRequest },
  ),
  get(one("accounts"), "The accounts the login sees, asked now", { 200: AccountChoices }, notNow),
  patch(
    one("accounts"),
    "Choose which accounts are synced; what is added is read at once, what is left out keeps its data",
    { 200: ChooseAccountsResponse },
    { ...notNow, body: ChooseAccountsRequest },
  ),
  get("/api/oauth/{provider}", "To the provider's consent page", { 302: redirect }, { needs: "connect" }),
  get(
    "/api/oauth/{provider}/callback",
    "Back from the provider's consent page",
    { 302: redirect },
    { needs: "connect" },
  ),
];
