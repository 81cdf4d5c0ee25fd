import { ConnectionList } from "@/lib/api/connection";
import { listWithUnfinished } from "@/lib/connections/read-connections";
import { systemClock } from "@/lib/core/clock";
import { answer, withViewer } from "../with-viewer";

export const GET = withViewer(async ({ viewer }) =>
  answer(ConnectionList, await listWithUnfinished(viewer, systemClock)),
);
