import type { Provider } from "../contract";
import { readEnv } from "./env";
import { claimDefaultsOf, stockPoolOf } from "./europe";
import { listAccounts } from "./fetch";
import { fetchFeeEstimates } from "./fetch-fee-estimates";
import { fetchFees } from "./fetch-fees";
import { fetchInbound } from "./fetch-inbound";
import { fetchInventory } from "./fetch-inventory";
import { fetchLedger } from "./fetch-ledger";
import { fetchOrders } from "./fetch-orders";
import { fetchReimbursements } from "./fetch-reimbursements";
import { fetchReturns } from "./fetch-returns";
import { limits } from "./limits";
import { oauth } from "./oauth";
import { orNotOffered } from "./sandbox";

export const amazon: Provider = {
  id: "amazon",
  name: "Amazon",
  summary:
    "Orders, stock, fees and reimbursements of a seller, marketplace by marketplace. Days and money are the marketplace's own; nothing about buyers is asked for.",
  isConfigured: () => {
    const { clientId, clientSecret, applicationId } = readEnv();
    return clientId !== null && clientSecret !== null && applicationId !== null;
  },
  settings: ["AMAZON_CLIENT_ID", "AMAZON_CLIENT_SECRET", "AMAZON_APPLICATION_ID"],
  oauth,
  limits,
  listAccounts,
  stockPoolOf,
  claimDefaultsOf,
  streams: {
    orders: orNotOffered(fetchOrders),
    inventory: orNotOffered(fetchInventory),
    fees: orNotOffered(fetchFees),
    fee_estimates: orNotOffered(fetchFeeEstimates),
    stock_movements: orNotOffered(fetchLedger),
    returns: orNotOffered(fetchReturns),
    reimbursements: orNotOffered(fetchReimbursements),
    inbound_shipments: orNotOffered(fetchInbound),
  },
};
