import type { CallContext } from "../contract";
import { ask, broken } from "./client";
import { StreamAnswer } from "./schema";

type Stream = { customerId: string; query: string; loginCustomerId: string };

/** All rows of a question in one answer: for small ones and those that are added up. */
export async function askStream(
  context: CallContext,
  { customerId, query, loginCustomerId }: Stream,
): Promise<unknown[]> {
  const path = `customers/${customerId}/googleAds:searchStream`;
  const body = await ask(context, { path, body: { query }, customerId, loginCustomerId });
  const chunks = StreamAnswer.safeParse(body);
  if (!chunks.success) throw broken("envelope", chunks.error);
  return chunks.data.flatMap(({ results = [] }) => results);
}
