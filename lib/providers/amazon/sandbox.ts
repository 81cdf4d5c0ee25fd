import { failure } from "@/lib/domain/failure";
import type { FetchPage, Page } from "../contract";
import { readEnv } from "./env";
import { emptyPage, isFailure } from "./listing";
import type { OperationName } from "./operations";

type Query = Record<string, string | number | boolean | string[] | undefined>;
type Asked = { operation: OperationName; path?: Record<string, string>; query?: Query; body?: unknown };

const marketplaceId = "ATVPDKIKX0DER";
const pageToken = "jehgri34yo7jr9e8f984tr9i4o";

/**
 * What Amazon's static sandbox answers, word for word from `x-amzn-api-sandbox` in its models: it compares parameters
 * and knows no dates. `searchOrders` is missing since each of its cases asks for the buyer.
 * https://github.com/amzn/selling-partner-api-models
 */
const published: Partial<Record<OperationName, Pick<Asked, "path" | "query">>> = {
  getOrders: { query: { CreatedAfter: "TEST_CASE_200", MarketplaceIds: [marketplaceId] } },
  getOrderItems: { path: { orderId: "TEST_CASE_200" } },
  listTransactions: { query: { postedAfter: "2023-03-07", nextToken: pageToken } },
  listFinancialEvents: { query: { MaxResultsPerPage: 10, NextToken: pageToken } },
  getShipments: { query: { MarketplaceId: marketplaceId, QueryType: "SHIPMENT" } },
  getShipmentItemsByShipmentId: {
    path: { shipmentId: "FBA15DJ9SVVD" },
    query: { MarketplaceId: marketplaceId },
  },
};

/** Operations with any parameters: the sellers API has one case without any, the inventory API's sandbox has a state. */
const unbound: readonly OperationName[] = ["getMarketplaceParticipations", "getInventorySummaries"];

/**
 * A question as the sandbox has an answer to it, where we are pointed at the sandbox; else as it is. Throws
 * `config_invalid.sandbox` when there is none.
 */
export function asPublished<Q extends Asked>(question: Q): Q {
  if (!readEnv().isSandbox || unbound.includes(question.operation)) return question;
  const known = published[question.operation];
  if (!known) throw failure("config_invalid", { provider: "Amazon", detail: "sandbox" });
  return { ...question, path: known.path, query: known.query, body: undefined };
}

type Place = { nextToken?: unknown; NextToken?: unknown; pagination?: unknown };
const isRecord = (value: unknown): value is Place & { payload?: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
function withoutTokens<T>(value: T) {
  if (!isRecord(value)) return value;
  const { nextToken, NextToken, pagination, ...kept } = value;
  return kept;
}

/** Whether the answer's token leads to where it came from, as that of the inventory's old case does. */
const isLoop = ({ query }: Asked, { pagination }: Place) =>
  query?.nextToken !== undefined &&
  isRecord(pagination) &&
  (pagination as Place).nextToken === query.nextToken;

/** An answer of the sandbox: without the page tokens of published cases, since no case goes on from them. */
export function asWhole(question: Asked, body: unknown): unknown {
  if (!readEnv().isSandbox || !isRecord(body)) return body;
  if (!published[question.operation]) return isLoop(question, body) ? withoutTokens(body) : body;
  const { payload, ...outer } = body;
  return { ...withoutTokens(outer), ...(payload !== undefined && { payload: withoutTokens(payload) }) };
}

/** A stream that says so where the sandbox has nothing for it. */
export const orNotOffered =
  <Row>(fetchPage: FetchPage<Row>): FetchPage<Row> =>
  async (context, request): Promise<Page<Row>> => {
    try {
      return await fetchPage(context, request);
    } catch (error) {
      if (!isFailure(error, "config_invalid.sandbox")) throw error;
      return { ...emptyPage<Row>(), notOffered: "not offered by Amazon's sandbox" };
    }
  };
