import { and, eq } from "drizzle-orm";
import { dailyMetrics, demographics as demographicsTable } from "@/drizzle/schema";
import { dayIn } from "@/lib/domain/day";
import type { DailyMetric, DemographicMetric, Level } from "@/lib/domain/metric";
import type { ReviseInput } from "../revise";
import { screenDemographics, screenMetrics } from "../screen-rows";
import { createStubs } from "../write-entities";
import {
  removeAbsentDemographics,
  writeDemographics,
  writeMetrics,
  zeroAbsentMetrics,
} from "../write-metrics";
import type { Landing, StreamKind } from "./kind";

const revisionOf = ({ lease, slice, at }: Landing, level: Level): ReviseInput => ({
  lease,
  level,
  cause: slice.lane === "backfill" ? "backfill" : "growth_or_late",
  today: dayIn(slice.account.timezone, at),
  at,
});

/** Numbers by day: what a complete answer leaves out has become zero. */
export const metricsOf = (level: Level): StreamKind<DailyMetric> => ({
  screen: screenMetrics,
  write: async (tx, landing, rows) => {
    const { lease, slice } = landing;
    await createStubs(tx, lease, level, rows);
    const revision = revisionOf(landing, level);
    return writeMetrics(tx, { rows, revision, isFirstImport: slice.account.isFirstImport });
  },
  finish: async (tx, landing, keys) => {
    const { account, from, to } = landing.slice;
    const { zeroed, revisions } = await zeroAbsentMetrics(tx, {
      revision: revisionOf(landing, level),
      accountExternalId: account.externalId,
      level,
      range: { from, to },
      keys,
    });
    return { deleted: zeroed, revisions };
  },
  remove: async (tx, connectionId) => {
    const ofLevel = and(eq(dailyMetrics.connectionId, connectionId), eq(dailyMetrics.level, level));
    return (await tx.delete(dailyMetrics).where(ofLevel)).count;
  },
});

/** Audiences come and go while a range fills up (the hundred largest, say): a complete answer tells all there are. */
export const demographics: StreamKind<DemographicMetric> = {
  screen: screenDemographics,
  write: (tx, { lease, slice }, rows) =>
    writeDemographics(tx, lease, { from: slice.from, to: slice.to }, rows),
  finish: async (tx, { lease, slice }, keys) => {
    const { account, from } = slice;
    return {
      deleted: await removeAbsentDemographics(tx, lease, {
        accountExternalId: account.externalId,
        from,
        keys,
      }),
    };
  },
  remove: async (tx, connectionId) =>
    (await tx.delete(demographicsTable).where(eq(demographicsTable.connectionId, connectionId))).count,
};
