import * as z from "zod";
import { change, createSimulator } from "../../simulation";
import { accountsOf } from "./accounts";
import { answer, codeOf, failed, isDoor, payerOf, sign } from "./answer";
import { listing } from "./listing";
import { refusals } from "./refusals";
import { sandboxApp } from "./sandbox";
import { Limits, State } from "./state";
import { tellTruth } from "./truth";
import { readQuestion } from "./wire";

const plenty = 1_000_000_000_000;

/** LinkedIn's Marketing API spoken backwards: a world of ad accounts that only depends on its seed and its clock. */
export const simulator = createSimulator({
  id: "linkedin",
  unmetered: { appCallsPerDay: plenty, memberCallsPerDay: plenty, valuesPerFiveMinutes: plenty },
  ...{ State, Limits, accountsOf, read: readQuestion, payerOf, isDoor },
  ...{ answer, sign, failed, codeOf, refusals, listing },
  truth: tellTruth,
  verbs: {
    "POST access": change(
      z.object({ account: z.string(), granted: z.boolean() }),
      ({ state }, { account, granted }) => {
        const others = state.lostAccounts.filter((id) => id !== account);
        state.lostAccounts = granted ? others : [...others, account];
      },
    ),
  },
  sandboxEnv: (url) => ({
    LINKEDIN_CLIENT_ID: sandboxApp.id,
    LINKEDIN_CLIENT_SECRET: sandboxApp.secret,
    LINKEDIN_API_BASE_URL: url,
    LINKEDIN_OAUTH_BASE_URL: url,
  }),
});
