import * as z from "zod";
import { Alert, AlertList, AlertsQuery } from "./alerts";
import { DemographicsQuery, DemographicsResponse } from "./demographics";
import { ExportQuery, ExportResponse } from "./export";
import { ChangesQuery, ChangesResponse, Health, MetricsQuery, MetricsResponse } from "./numbers";
import { RevisionsQuery, RevisionsResponse } from "./revisions";
import { group, type Route } from "./route-table";
import { connectionRoutes } from "./routes-connections";
import { consoleRoutes } from "./routes-console";
import { marketplaceRoutes } from "./routes-marketplace";
import { syncRoutes } from "./routes-sync";
import { teamRoutes } from "./routes-team";
import { webhookRoutes } from "./routes-webhooks";

const alerts = group("Alerts");
const numbers = group("Numbers");
const service = group("Service");

/** Every route of the API except signing in, which is better-auth's, and Inngest's own. */
export const routes: Route[] = [
  ...connectionRoutes,
  ...consoleRoutes,
  ...marketplaceRoutes,
  ...syncRoutes,
  ...teamRoutes,
  ...webhookRoutes,
  numbers.get(
    "/api/metrics",
    "Stored numbers by day or entity",
    { 200: MetricsResponse },
    { query: MetricsQuery },
  ),
  numbers.get(
    "/api/demographics",
    "Numbers of each audience over whole calendar months: age, gender, job function and so on",
    { 200: DemographicsResponse },
    { query: DemographicsQuery },
  ),
  numbers.get(
    "/api/revisions",
    "How a number came to be: old, new, run, time and cause",
    { 200: RevisionsResponse },
    { query: RevisionsQuery },
  ),
  numbers.get(
    "/api/changes",
    "What changed across the workspace, newest first",
    { 200: ChangesResponse },
    { query: ChangesQuery },
  ),
  numbers.get(
    "/api/export",
    "Daily numbers as CSV or JSON, streamed",
    { 200: ExportResponse },
    { query: ExportQuery },
  ),
  alerts.get("/api/alerts", "What went wrong and is not over", { 200: AlertList }, { query: AlertsQuery }),
  alerts.post("/api/alerts/{alertId}/acknowledge", "Say that an alert is known", { 200: Alert }),
  service.get("/api/health", "Can the app work?", { 200: Health, 503: Health }, { isPublic: true }),
  service.get(
    "/api/openapi.json",
    "This description",
    { 200: z.record(z.string(), z.unknown()) },
    { isPublic: true },
  ),
];
