import * as z from "zod";
import { change, createSimulator, type Question, takeBackConsent } from "../../simulation";
import { accountsOf, sellerOf } from "./accounts";
import { answer, codeOf, failed, isDoor, sign } from "./answer";
import { listing } from "./listing";
import { findOrder } from "./order-plans";
import { refusals } from "./refusals";
import { isRegional, reportFaults } from "./reports";
import { type Sandbox, sandboxApp } from "./sandbox";
import { Limits, State } from "./state";
import { tellTruth } from "./truth";

/** The marketplace a question is about, as far as it says so itself or by the id of an order or report. */
function marketplaceOf(sandbox: Sandbox, { params, text, path }: Question): string | undefined {
  const names = ["marketplaceIds", "MarketplaceIds", "MarketplaceId", "marketplaceId"];
  const named = names.map((name) => params.get(name)).find((id) => id);
  if (named) return named;
  const inBody = /"marketplaceIds":\["(\w+)"/.exec(text)?.[1];
  if (inBody) return inBody;
  const order = /\/orders\/(\d{3}-\d{7}-\d{7})/.exec(path)?.[1];
  if (order) return findOrder(sandbox.accounts(), order)?.account.marketplace.id;
  const place = /\/shipments\/\w+(\d)\/items$/.exec(path)?.[1];
  if (place) return sandbox.accounts()[Number(place)]?.marketplace.id;
  const report = /(?:reports\/|documents\/(?:[\w.]+\.)?)(\d{11})$/.exec(path)?.[1];
  const found = sandbox.state.reports.find(({ id }) => id === report);
  return found && !isRegional(found) ? found.marketplaceId : undefined;
}

/** Listings of the whole seller are his first marketplace's; reports of a whole region are no marketplace's. */
function payerOf(sandbox: Sandbox, question: Question): string | null {
  if (isDoor(question) || question.path.startsWith("sellers/")) return null;
  const wanted = marketplaceOf(sandbox, question);
  if (!wanted && /^(reports|documents)\//.test(question.path)) return null;
  const accounts = sandbox.accounts();
  return (accounts.find(({ marketplace }) => marketplace.id === wanted) ?? accounts[0])?.id ?? null;
}

const strikes = ({ kind }: { kind: string }, { path, method }: Question) => {
  if (kind === "document_expired") return path.includes("/documents/");
  return !reportFaults.includes(kind) || (method === "GET" && /reports\/\d+$/.test(path));
};

/** The Selling Partner API spoken backwards: a seller whose business only depends on its seed and its clock. */
export const simulator = createSimulator({
  id: "amazon",
  ...{ State, Limits, accountsOf, payerOf, isDoor },
  unmetered: { rateFactor: 1_000_000 },
  ...{ answer, sign, failed, codeOf },
  ...{ refusals, listing, ownFaults: reportFaults, strikes },
  truth: tellTruth,
  describe: (sandbox) => ({ reports: sandbox.state.reports.length, seller: sellerOf(sandbox.seed) }),
  verbs: {
    "POST remove": (sandbox) => {
      takeBackConsent(sandbox, sellerOf(sandbox.seed));
      return null;
    },
    "POST cases": change(z.object({ folder: z.string().nullable() }), ({ state }, { folder }) => {
      (state as State).cases = folder;
    }),
  },
  sandboxEnv: (url) => ({
    AMAZON_CLIENT_ID: sandboxApp.clientId,
    AMAZON_CLIENT_SECRET: sandboxApp.clientSecret,
    AMAZON_APPLICATION_ID: sandboxApp.applicationId,
    AMAZON_API_BASE_URL: url,
    AMAZON_LWA_BASE_URL: url,
    AMAZON_CONSENT_BASE_URL: url,
  }),
});
