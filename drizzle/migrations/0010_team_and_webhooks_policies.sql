ALTER TABLE api_keys FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE webhook_endpoints FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE webhook_secrets FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE webhook_deliveries FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE webhook_attempts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Revoked keys stay as a record.
GRANT SELECT, INSERT, UPDATE ON api_keys TO freshet_app, freshet_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_endpoints, webhook_deliveries TO freshet_app, freshet_worker;
--> statement-breakpoint
GRANT SELECT ON webhook_attempts TO freshet_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON webhook_attempts TO freshet_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_secrets TO freshet_worker;
--> statement-breakpoint
-- Whose key it is, before there is a workspace to look in.
GRANT SELECT (id, workspace_id, key_hash, expires_at, revoked_at) ON api_keys TO freshet_jobs;
--> statement-breakpoint
GRANT SELECT (id, workspace_id, status, disabled_by) ON webhook_endpoints TO freshet_jobs;
--> statement-breakpoint
GRANT SELECT (id, workspace_id, endpoint_id, status, round, next_attempt_at, finished_at), DELETE ON webhook_deliveries TO freshet_jobs;
