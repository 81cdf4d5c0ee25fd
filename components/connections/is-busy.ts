import type { Connection } from "@/lib/api/connection";

/** A sync of it is queued or running; true from the click on, before the server has answered. */
export const isBusy = (connection: Connection): boolean =>
  connection.active_job_id !== null ||
  connection.sync_status === "queued" ||
  connection.sync_status === "syncing";
