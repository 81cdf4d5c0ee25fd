import { MarketSummary } from "@/lib/api/marketplace-summary";
import { systemClock } from "@/lib/core/clock";
import { readMarketSummary } from "@/lib/insights/marketplace/summary";
import { answer, withViewer } from "../with-viewer";

export const GET = withViewer(async ({ viewer }) =>
  answer(MarketSummary, await readMarketSummary(viewer, systemClock)),
);
