import type { Answer, Question, Striking } from "../../simulation";
import { Refusal } from "../../simulation";
import { readEnv } from "../env";
import type { Asked } from "./asked";
import { signAnswer, take } from "./buckets";
import { listFinancialEvents, listFinancialEventsByOrderId } from "./events-v0";
import { getMyFeesEstimateForASIN, getMyFeesEstimateForSKU, getMyFeesEstimates } from "./fees";
import { listTransactions } from "./finances";
import { addInventory, createInventoryItem, deleteInventoryItem, getInventorySummaries } from "./inventory";
import { authorise, decide, exchangeToken, showConsent } from "./login";
import { getOrder, getOrder2026, getOrderItems, getOrders, searchOrders } from "./orders";
import { findRoute } from "./plans";
import { problems } from "./problems";
import {
  cancelReport,
  createReport,
  getReport,
  getReportDocument,
  getReports,
  readDocument,
} from "./reports";
import type { Sandbox } from "./sandbox";
import { getAccount, getMarketplaceParticipations } from "./sellers";
import { getShipmentItems, getShipmentItemsByShipmentId, getShipments } from "./shipments";
import { findCase } from "./static-cases";

const handlers: Record<string, (asked: Asked, striking: Striking) => Answer> = {
  ...{ getMarketplaceParticipations, getAccount },
  ...{ searchOrders, getOrder2026, getOrders, getOrder, getOrderItems },
  ...{ getInventorySummaries, createInventoryItem, deleteInventoryItem, addInventory },
  ...{ listTransactions, listFinancialEvents, listFinancialEventsByOrderId },
  ...{ getMyFeesEstimateForSKU, getMyFeesEstimateForASIN, getMyFeesEstimates },
  ...{ createReport, getReport, getReports, cancelReport, getReportDocument },
  ...{ getShipments, getShipmentItems, getShipmentItemsByShipmentId },
};

const doors: Record<string, (sandbox: Sandbox, question: Question) => Answer> = {
  "GET apps/authorize/consent": showConsent,
  "POST apps/authorize/consent": decide,
  "POST auth/o2/token": exchangeToken,
};

export const isDoor = ({ method, path }: Question): boolean => doors[`${method} ${path}`] !== undefined;

const casesOf = ({ state }: Sandbox) => state.cases ?? readEnv().casesFolder;

/**
 * The token first, then the bucket, then published cases where there are any, then the living world. A sandbox has
 * no world but the stock. */
export function answer(sandbox: Sandbox, question: Question, striking: Striking): Answer {
  const { method, path, params } = question;
  const door = doors[`${method} ${path}`];
  if (door) return door(sandbox, question);
  if (path.startsWith("documents/")) return readDocument(sandbox, question);
  authorise(sandbox, question);
  const found = findRoute(method, path);
  if (found) take(sandbox, found.route);
  const folder = casesOf(sandbox);
  const published = folder && findCase(folder, question);
  if (published) return published;
  if (folder && readEnv().isSandbox && found?.route.name !== "getInventorySummaries")
    throw problems.internal();
  const handler = found && handlers[found.route.name];
  if (!handler) throw problems.missing();
  return handler({ sandbox, question, values: found.values, params }, striking);
}

export const sign = (sandbox: Sandbox, { method, path }: Question, given: Answer): Answer =>
  signAnswer(sandbox, findRoute(method, path)?.route ?? null, given);

export function failed(error: unknown): Answer {
  const { answer: told } = error instanceof Refusal ? error : problems.internal();
  return {
    ...told,
    headers: {
      ...told.headers,
      "x-simulator-error": String(error)
        .slice(0, 200)
        .replace(/[^\x20-\x7e]/g, "?"),
    },
  };
}

export function codeOf(body: unknown): string | null {
  const { errors, error } = (body ?? {}) as { errors?: { code?: string }[]; error?: string };
  return errors?.[0]?.code ?? (typeof error === "string" ? error : null);
}
