import { AlertList, AlertsQuery } from "@/lib/api/alerts";
import { listAlerts } from "@/lib/notify/list-alerts";
import { answer, readQuery, withViewer } from "../with-viewer";

export const GET = withViewer(async ({ viewer, request }) =>
  answer(AlertList, await listAlerts(viewer, readQuery(request, AlertsQuery))),
);
