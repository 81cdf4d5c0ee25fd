import { MarketSummary, MarketSummaryQuery } from "@/lib/api/marketplace-summary";
import { systemClock } from "@/lib/core/clock";
import { readMarketSummary } from "@/lib/insights/marketplace/summary";
import { answer, readQuery, withViewer } from "../with-viewer";

export const GET = withViewer(async ({ viewer, request }) =>
  answer(MarketSummary, await readMarketSummary(viewer, systemClock, readQuery(request, MarketSummaryQuery))),
);
