CREATE POLICY "jobs" ON "quarantine" AS PERMISSIVE FOR ALL TO "freshet_jobs" USING (true) WITH CHECK (true);--> statement-breakpoint
-- What `prune` deletes.
GRANT SELECT (connection_id, stream, natural_key, last_seen_at), DELETE ON quarantine TO freshet_jobs;

