import { sql } from "drizzle-orm";
import { entities } from "@/drizzle/schema";
import { toStorable } from "@/lib/core/text";
import { arrayOf } from "@/lib/db/array-literal";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import { type WriteSpec, type Written, writeChanged } from "@/lib/db/write-changed";
import type { Entity, EntityKind } from "@/lib/domain/entity";
import type { DailyMetric, Level } from "@/lib/domain/metric";
import type { Lease } from "./step";

const spec: WriteSpec = {
  table: entities,
  keys: ["kind", "externalId"],
  compared: ["accountExternalId", "parentExternalId", "name", "status", "attributes"],
  carried: [],
  cleared: ["deletedAt"],
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function storable(_key: string, value: unknown): unknown {
  if (typeof value === "string") return toStorable(value);
  if (typeof value === "bigint") return String(value);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [toStorable(key), inner]));
}

/** jsonb refuses NUL and half surrogates, in keys as well; what the vendor sent stays readable. Bigints become strings. */
export const storableJson = (value: unknown) => JSON.stringify(value, storable);

export function writeEntities(tx: Tx, lease: Lease, rows: Entity[]): Promise<Written> {
  return writeChanged(tx, spec, {
    rows: rows.map((row) => ({ ...row, attributes: storableJson(row.attributes) })),
    scope: lease,
  });
}

const kindOfLevel = { campaign: "campaign", adset: "adset", ad: "ad" } as const;

/** Numbers of an entity nobody listed are kept: the entity is made with its id as name until it is listed. */
export async function createStubs(tx: Tx, lease: Lease, level: Level, rows: DailyMetric[]): Promise<void> {
  if (level === "account") return;
  const accounts = new Map(rows.map((row) => [row.externalId, row.accountExternalId]));
  const ids = [...accounts.keys()].sort();
  await tx.execute(sql`
    insert into entities (connection_id, workspace_id, kind, external_id, account_external_id, name, status)
    select ${lease.connectionId}::uuid, ${lease.workspaceId}::uuid, ${kindOfLevel[level]}, i.id, i.account, i.id, 'UNKNOWN'
    from unnest(${arrayOf(ids, "text")}, ${arrayOf(
      ids.map((id) => accounts.get(id) ?? ""),
      "text",
    )}) as i (id, account)
    where not exists (select 1 from entities e where e.connection_id = ${lease.connectionId}::uuid
      and e.kind = ${kindOfLevel[level]} and e.external_id = i.id)
    on conflict do nothing`);
}

/** A listing may shrink by this share before we doubt it; small listings may shrink freely. */
const plausibleShrink = 0.3;
const smallListing = 10;

/** Whether too much is missing to believe it, of CTEs `living` and `absent`: `missing` and `suspicious`. */
export const verdictOn = (accepted: number) => sql`
  select (select count(*) from absent) as missing,
    (select count(*) from living) > ${smallListing}::int
      and (select count(*) from absent) > ${plausibleShrink}::float8 * (select count(*) from living)
      and (select count(*) from absent) > ${accepted}::int as suspicious`;

export type Absent = { accountExternalId: string; kind: EntityKind; ids: string[] };
export type Deleted = { deleted: number; held: number };

/**
 * Marks entities deleted that a complete listing no longer shows. A suspicious shrink is held instead:
 * nothing is marked and `held` says how many would have been, unless a person `accepted` as many. Stubs were never
 * listed and stay.
 */
export async function markAbsentDeleted(
  tx: Tx,
  lease: Lease,
  { accountExternalId, kind, ids, accepted }: Absent & { accepted: number },
): Promise<Deleted> {
  const [row] = await rowsOf<Deleted>(
    tx,
    sql`with listed as (select * from unnest(${arrayOf(ids, "text")}) as l (id)),
    living as (
      select e.external_id from entities e where e.connection_id = ${lease.connectionId}::uuid and e.kind = ${kind}
        and e.account_external_id = ${accountExternalId} and e.deleted_at is null and e.status <> 'UNKNOWN'
    ),
    absent as (select external_id from living where not exists (select 1 from listed where id = external_id)),
    verdict as (${verdictOn(accepted)}),
    marked as (
      update entities e set deleted_at = now(), changed_at = now() from absent a, verdict v
      where not v.suspicious and e.connection_id = ${lease.connectionId}::uuid and e.kind = ${kind}
        and e.external_id = a.external_id returning 1
    )
    select (select count(*) from marked)::int as deleted,
      (select case when suspicious then missing else 0 end from verdict)::int as held`,
  );
  return row ?? { deleted: 0, held: 0 };
}
