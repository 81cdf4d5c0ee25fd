import { MetricsQuery, MetricsResponse } from "@/lib/api/numbers";
import { systemClock } from "@/lib/core/clock";
import { readMetrics } from "@/lib/insights/metrics";
import { answer, readQuery, withViewer } from "../with-viewer";

export const GET = withViewer(async ({ viewer, request }) =>
  answer(MetricsResponse, await readMetrics(viewer, readQuery(request, MetricsQuery), systemClock)),
);
