import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { ClaimRow, ClaimsQuery, ClaimsResponse } from "@/lib/api/marketplace";
import { Evidence } from "@/lib/domain/claim";
import { decodeCursor } from "../cursor";
import { isoOf, money, ofOwner, ownerColumns, readPage } from "./page";

type Row = Omit<ClaimRow, "evidence"> & { evidence: unknown };

const Cursor = z.tuple([z.iso.date(), z.uuid(), z.string(), z.string()]);

const toEvidence = (stored: unknown) =>
  z
    .array(Evidence)
    .parse(stored)
    .map(({ externalId: id, ...evidence }) => ({ ...evidence, id }));

/** What the marketplace owes by what is stored, nearest deadline first, in keyset pages. */
export async function listClaims(
  viewer: { workspaceId: string },
  query: ClaimsQuery,
): Promise<ClaimsResponse> {
  const { status, kind, orderId, sku, cursor } = query;
  const after = cursor ? decodeCursor(cursor, Cursor) : null;
  const { rows: claims, nextCursor } = await readPage<Row, ClaimRow>(viewer, query, {
    statement: (limit) => sql`
      select ${ownerColumns}, t.external_id as claim_id, t.kind, t.rule, t.status, t.order_external_id as order_id,
        t.shipment_id, t.sku, t.fnsku, t.quantity, t.currency, t.amount_micros::text as amount, t.confidence,
        ${isoOf("t.occurred_at")} as occurred_at, t.deadline::text as deadline, ${isoOf("t.detected_at")} as detected_at, t.evidence,
        json_build_array(t.deadline::text, t.connection_id, t.account_external_id, t.external_id) as key
      from claims t join connections c on c.id = t.connection_id
      where true ${ofOwner(query)} ${status ? sql`and t.status = ${status}` : sql``}
        ${kind ? sql`and t.kind = ${kind}` : sql``} ${sku ? sql`and t.sku = ${sku}` : sql``}
        ${orderId ? sql`and t.order_external_id = ${orderId}` : sql``}
        ${
          after
            ? sql`and (t.deadline, t.connection_id, t.account_external_id, t.external_id)
            > (${after[0]}::date, ${after[1]}::uuid, ${after[2]}, ${after[3]})`
            : sql``
        }
      order by t.deadline, t.connection_id, t.account_external_id, t.external_id limit ${limit}`,
    show: async (_tx, rows) =>
      rows.map(({ key: _key, ...row }) => ({
        ...row,
        amount: money(row.amount),
        evidence: toEvidence(row.evidence),
      })),
  });
  return { claims, nextCursor };
}
