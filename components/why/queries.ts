import { queryOptions } from "@tanstack/react-query";
import { numbersKeys } from "@/components/dashboard/queries";
import { fetchApi } from "@/lib/api/fetch";
import { ChangesResponse, MetricsResponse } from "@/lib/api/numbers";
import { RevisionsResponse } from "@/lib/api/revisions";
import { searchOf } from "@/lib/api/search-of";
import { type WhyTarget, writeTarget } from "./why-target";

const shown = "30";

/** One recorded value: what it was, what it became, why, and which sync saw it. */
export type Version = {
  id: string;
  day: string;
  entity: string;
  metric: string;
  currency: string | null;
  old: string | null;
  new: string | null;
  cause: string;
  age_days: number | null;
  run_id: string | null;
  observed_at: string | null;
};

type Versions = { versions: Version[]; hasMore: boolean };

async function readVersions(target: WhyTarget, signal: AbortSignal): Promise<Versions> {
  const { connectionId, level, entityId, from, to, metric, currency } = target;
  if (connectionId === null) {
    const search = searchOf({ level, day: from, metric, currency, limit: shown });
    const { changes, nextCursor } = await fetchApi(`/api/changes?${search}`, ChangesResponse, { signal });
    const versions = changes.map((change) => ({ ...change, entity: change.entity_name, age_days: null }));
    return { versions, hasMore: nextCursor !== null };
  }
  const days = from === to ? { day: from } : { from, to };
  const search = searchOf({ connectionId, level, metric, limit: shown, entityId, ...days });
  const answer = await fetchApi(`/api/revisions?${search}`, RevisionsResponse, { signal });
  const versions = answer.revisions.map((revision) => ({
    ...revision,
    id: revision.id ?? `first ${revision.level} ${revision.metric}`,
    entity: revision.entity_name,
  }));
  return { versions, hasMore: answer.nextCursor !== null };
}

/** Below the numbers' own key: the end of a run has it read again. */
export const versionsQuery = (target: WhyTarget) =>
  queryOptions({
    queryKey: [...numbersKeys.all, "why", writeTarget(target), "versions"] as const,
    queryFn: ({ signal }) => readVersions(target, signal),
  });

/** What is stored now, with the entity's name, its account's currency and time zone, and whether it can still move. */
export const currentQuery = (target: WhyTarget) =>
  queryOptions({
    queryKey: [...numbersKeys.all, "why", writeTarget(target), "current"] as const,
    queryFn: async ({ signal }) => {
      const { connectionId, level, entityId, from, to, currency } = target;
      const groupBy = entityId === null ? "day" : from === to ? "entity_day" : "entity";
      const search = searchOf({ level, from, to, groupBy, connectionId, entityId });
      const { rows } = await fetchApi(`/api/metrics?${search}`, MetricsResponse, { signal });
      return currency === null ? rows : rows.filter((row) => row.currency === currency);
    },
  });
