import { DemographicsQuery, DemographicsResponse } from "@/lib/api/demographics";
import { systemClock } from "@/lib/core/clock";
import { readDemographics } from "@/lib/insights/demographics";
import { answer, readQuery, withViewer } from "../with-viewer";

export const GET = withViewer(async ({ viewer, request }) =>
  answer(
    DemographicsResponse,
    await readDemographics(viewer, readQuery(request, DemographicsQuery), systemClock),
  ),
);
