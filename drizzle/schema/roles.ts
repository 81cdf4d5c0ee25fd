import { sql } from "drizzle-orm";
import { pgPolicy, pgRole } from "drizzle-orm/pg-core";

/** Requests: one workspace's rows, no secrets. Roles are made by the first migration. */
export const appRole = pgRole("freshet_app").existing();
/** Workers: as `freshet_app`, and the sealed tokens and call budgets. */
export const workerRole = pgRole("freshet_worker").existing();
/** Dispatch and reconcile: scheduling columns of every workspace, nothing else. */
export const jobsRole = pgRole("freshet_jobs").existing();

const ownWorkspace = sql`workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid`;

/** Rows of the transaction's workspace; no workspace set means no rows. */
export const tenantPolicy = () =>
  pgPolicy("tenant", {
    as: "permissive",
    for: "all",
    to: [appRole, workerRole],
    using: ownWorkspace,
    withCheck: ownWorkspace,
  });

/** As `tenantPolicy`, for the worker alone. */
export const workerPolicy = () =>
  pgPolicy("tenant", {
    as: "permissive",
    for: "all",
    to: [workerRole],
    using: ownWorkspace,
    withCheck: ownWorkspace,
  });

/** Every workspace for the jobs role; its column grants say how much of a row that is. */
export const jobsPolicy = () =>
  pgPolicy("jobs", { as: "permissive", for: "all", to: [jobsRole], using: sql`true`, withCheck: sql`true` });
