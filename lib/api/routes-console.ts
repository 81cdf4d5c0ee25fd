import { Restatements, RestatementsQuery, StreamStates } from "./connection-detail";
import { LiveQuery } from "./live";
import { group } from "./route-table";

const { get } = group("Connections");
const syncs = group("Syncs");
const frames = { media: "text/event-stream", means: "Frames of all the runs, each with its `job_id`" };
const one = (verb: string) => `/api/connections/{connectionId}/${verb}`;

/** What the pages of the console ask for beyond the rest. */
export const consoleRoutes = [
  get(one("streams"), "What the newest sync made of each stream", { 200: StreamStates }),
  get(
    one("restatements"),
    "Which days moved, by how old they were",
    { 200: Restatements },
    { query: RestatementsQuery },
  ),
  syncs.get(
    "/api/live",
    "The progress of several syncs in one stream",
    { 200: frames },
    { query: LiveQuery },
  ),
];
