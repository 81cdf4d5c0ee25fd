CREATE TABLE "held_deletions" (
	"connection_id" uuid NOT NULL,
	"account_external_id" text NOT NULL,
	"kind" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"missing" integer NOT NULL,
	"run_id" text NOT NULL,
	"held_since" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"accepted" integer DEFAULT 0 NOT NULL,
	"accepted_by" text,
	CONSTRAINT "held_deletions_connection_id_account_external_id_kind_pk" PRIMARY KEY("connection_id","account_external_id","kind")
);
--> statement-breakpoint
ALTER TABLE "held_deletions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"group_key" text NOT NULL,
	"title" text NOT NULL,
	"detail" text NOT NULL,
	"fix" text,
	"opened_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" text,
	"notified_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "alerts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "connection_secrets" ADD COLUMN "renewal_id" uuid;--> statement-breakpoint
ALTER TABLE "connection_secrets" ADD COLUMN "no_renewal_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "paused_by" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "blocking_failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "reimports" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "sync_schedule" ADD COLUMN "backed_off_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD COLUMN "scope" jsonb;--> statement-breakpoint
ALTER TABLE "held_deletions" ADD CONSTRAINT "held_deletions_workspace_id_connection_id_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_workspace_id_connection_id_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_alert_per_key" ON "alerts" USING btree ("workspace_id","group_key") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "alerts_workspace_id_id_index" ON "alerts" USING btree ("workspace_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE POLICY "jobs" ON "connection_secrets" AS PERMISSIVE FOR ALL TO "freshet_jobs" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "jobs" ON "checkpoints" AS PERMISSIVE FOR ALL TO "freshet_jobs" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "jobs" ON "page_keys" AS PERMISSIVE FOR ALL TO "freshet_jobs" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "jobs" ON "sync_events" AS PERMISSIVE FOR ALL TO "freshet_jobs" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "jobs" ON "sync_slices" AS PERMISSIVE FOR ALL TO "freshet_jobs" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant" ON "held_deletions" AS PERMISSIVE FOR ALL TO "freshet_app", "freshet_worker" USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid) WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "jobs" ON "held_deletions" AS PERMISSIVE FOR ALL TO "freshet_jobs" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant" ON "alerts" AS PERMISSIVE FOR ALL TO "freshet_app", "freshet_worker" USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid) WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "jobs" ON "alerts" AS PERMISSIVE FOR ALL TO "freshet_jobs" USING (true) WITH CHECK (true);