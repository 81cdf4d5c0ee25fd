import { createSimulator } from "../../simulation";
import { accountsOf } from "./accounts";
import { answer, codeOf, failed, isDoor, sign } from "./answer";
import { answerBatch } from "./batch";
import { payerOf } from "./graph";
import { listing } from "./listing";
import { refusals } from "./refusals";
import { sandboxApp } from "./sandbox";
import { Limits, State } from "./state";
import { reportFaults, strikes } from "./strikes";
import { callsInHour, throttle } from "./throttle";
import { tellTruth } from "./truth";
import { readQuestion } from "./wire";

/** Graph API spoken backwards: a world of ad accounts that only depends on its seed and its clock. */
export const simulator = createSimulator({
  id: "meta",
  unmetered: { callsPerHour: 1_000_000_000 },
  ...{ State, Limits, accountsOf, read: readQuestion, payerOf, isDoor },
  ...{ answer, answerBatch, sign, failed, codeOf },
  ...{ refusals, listing, ownFaults: reportFaults, strikes },
  before: (sandbox, _question, account) => throttle(sandbox, account),
  truth: tellTruth,
  describe: (sandbox) => ({
    reports: sandbox.state.reports.length,
    accounts: sandbox.accounts().map(({ id, name, currency, timezone }) => ({
      ...{ id, name, currency, timezone },
      callsInHour: callsInHour(sandbox, id).length,
    })),
  }),
  sandboxEnv: (url) => ({
    META_APP_ID: sandboxApp.id,
    META_APP_SECRET: sandboxApp.secret,
    META_API_BASE_URL: url,
    META_DIALOG_BASE_URL: url,
  }),
});
