import type { DailyMetric } from "@/lib/domain/metric";
import type { FetchPage } from "../contract";
import { noConversions } from "./conversions";
import { placeOf, startOf, writeCursor } from "./cursor";
import { readConversions } from "./fetch-conversions";
import { idOf } from "./ids";
import { orFromStart } from "./listing";
import { adIdOf, assetGroupId, toMeasures } from "./map";
import { questionsOf, readMeasured, type Source } from "./measured";
import { searchPage } from "./search";

/**
 * Days of one level, source after source. Numbers and conversions by category are two questions, since a category may
 * not stand beside cost; the second is only asked where something converted.
 */
function metricStream(
  level: DailyMetric["level"],
  first: Source,
  ...others: Source[]
): FetchPage<DailyMetric> {
  const sources = [first, ...others];
  return (context, request) => {
    const place = placeOf(request.cursor, first.from);
    const source = sources.find(({ from }) => from === place.part) ?? first;
    return orFromStart(place, async () => {
      const customerId = request.accountExternalId;
      const questions = questionsOf(source, request.range);
      const page = await searchPage(context, {
        of: request,
        query: questions.numbers,
        pageToken: place.page,
      });
      const read = readMeasured(source, request, page.rows, place.after);
      const { places, rejected, last, isRepeated } = read;
      // What was told before has landed; its conversions lie behind us.
      const rows = isRepeated ? [] : read.rows;
      const hasConverted = rows.some(({ metrics }) => metrics.conversions !== 0n);
      const side = hasConverted
        ? await readConversions(context, request, source, {
            query: questions.conversions,
            token: place.conversions ?? "",
            last: page.next === null ? null : last,
          })
        : null;
      const conversions = side?.token ?? place.conversions;
      const following = sources[sources.indexOf(source) + 1];
      const next = page.next
        ? { part: source.from, page: page.next, conversions, after: last }
        : following && startOf(following.from);
      return {
        rows: rows.map((row, index) => ({
          level,
          externalId: source.externalId(row) ?? "",
          accountExternalId: customerId,
          day: row.segments?.date ?? "",
          ...toMeasures(row.metrics, side?.byPlace.get(places[index] ?? "") ?? noConversions),
        })),
        rejected: [...rejected, ...(side?.rejected ?? [])],
        cursor: next ? writeCursor(next) : null,
      };
    });
  };
}

export const fetchAccountMetrics = metricStream("account", {
  from: "customer",
  ids: ["customer.id"],
  externalId: ({ customer }) => idOf(customer),
});

export const fetchCampaignMetrics = metricStream("campaign", {
  from: "campaign",
  ids: ["campaign.id"],
  externalId: ({ campaign }) => idOf(campaign),
});

/** Performance Max has asset groups where other campaigns have ad groups. */
export const fetchAdsetMetrics = metricStream(
  "adset",
  { from: "ad_group", ids: ["ad_group.id"], externalId: ({ adGroup }) => idOf(adGroup) },
  {
    from: "asset_group",
    ids: ["asset_group.id"],
    externalId: ({ assetGroup }) => {
      const id = idOf(assetGroup);
      return id === undefined ? undefined : assetGroupId(id);
    },
  },
);

/** Performance Max has no ads, so ads add up to less than their account. */
export const fetchAdMetrics = metricStream("ad", {
  from: "ad_group_ad",
  ids: ["ad_group.id", "ad_group_ad.ad.id"],
  externalId: adIdOf,
});
