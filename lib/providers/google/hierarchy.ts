import * as z from "zod";
import { AppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { failureKindOf } from "@/lib/domain/failure";
import { parseRows } from "@/lib/http/rows";
import type { CallContext } from "../contract";
import { idOf } from "./ids";
import { fields, gaql } from "./query";
import { CustomerClient } from "./schema";
import { askStream } from "./stream";

export type Client = CustomerClient & { id: string };
/** What is below a customer, or why Google does not let us look there. */
export type Hierarchy = { clients: Client[]; refusal: AppError | null };

/** Only what the hierarchy is about has to be right in a row of it. */
const Row = z.object({ customerClient: CustomerClient });

const query = gaql({ fields: fields.customer_client, from: "customer_client" });

/** A root that is closed, not set up or not ours any more says nothing about the others. */
const isOfRootAlone = (error: unknown): error is AppError =>
  error instanceof AppError && ["permission_lost", "config_invalid"].includes(failureKindOf(error.code));

/** Everything below a customer, itself included. */
export async function clientsBelow(context: CallContext, root: string): Promise<Hierarchy> {
  try {
    const results = await askStream(context, { customerId: root, query, loginCustomerId: root });
    const { rows, rejected } = parseRows({ schema: Row, rows: results, naturalKey: () => root });
    for (const { field, reason } of rejected)
      log.warn({ field, reason, customer: root }, "customer left out");
    const clients = rows.flatMap(({ customerClient }) => {
      const id = idOf(customerClient) ?? idOf({ resourceName: customerClient?.clientCustomer });
      return id ? [{ ...customerClient, id }] : [];
    });
    return { clients, refusal: null };
  } catch (error) {
    if (!isOfRootAlone(error)) throw error;
    log.info({ code: error.code, customer: root }, "a customer's hierarchy cannot be read");
    return { clients: [], refusal: error };
  }
}
