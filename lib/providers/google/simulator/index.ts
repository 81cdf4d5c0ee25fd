import { createSimulator } from "../../simulation";
import { accountsOf } from "./accounts";
import { answer, codeOf, failed, isDoor, payerOf, readQuestion, sign } from "./answer";
import { listing } from "./listing";
import { operationsToday } from "./quota";
import { refusals, strikes } from "./refusals";
import { sandboxApp } from "./sandbox";
import { Limits, State } from "./state";
import { tellTruth } from "./truth";

const plenty = 1_000_000_000;

/** The Google Ads API spoken backwards: a manager's customers, which only depend on the seed and the clock. */
export const simulator = createSimulator({
  id: "google",
  unmetered: { operationsPerDay: plenty, queriesPerSecond: plenty, burst: plenty },
  ...{ State, Limits, accountsOf, read: readQuestion, payerOf, isDoor },
  ...{ answer, sign, failed, codeOf },
  ...{ refusals, listing, strikes },
  truth: tellTruth,
  describe: (sandbox) => ({ operations: operationsToday(sandbox), buckets: undefined }),
  sandboxEnv: (url) => ({
    GOOGLE_ADS_CLIENT_ID: sandboxApp.id,
    GOOGLE_ADS_CLIENT_SECRET: sandboxApp.secret,
    GOOGLE_ADS_DEVELOPER_TOKEN: sandboxApp.developerToken,
    GOOGLE_ADS_API_BASE_URL: url,
    GOOGLE_ADS_CONSENT_BASE_URL: url,
    GOOGLE_ADS_TOKEN_BASE_URL: url,
  }),
});
