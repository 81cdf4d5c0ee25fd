DO $$
DECLARE table_name text;
BEGIN
  FOR table_name IN
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relrowsecurity
  LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO freshet_app, freshet_worker', table_name);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO freshet_app, freshet_worker, freshet_jobs;
--> statement-breakpoint
REVOKE ALL ON connection_secrets FROM freshet_app;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON audit_log FROM freshet_app, freshet_worker;
--> statement-breakpoint
GRANT SELECT ON api_budget, budget_limits TO freshet_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON api_budget, budget_limits TO freshet_worker;
--> statement-breakpoint
GRANT SELECT (id, workspace_id, provider, status, sync_status, sync_frequency, lease_run_id, fence) ON connections TO freshet_jobs;
--> statement-breakpoint
GRANT SELECT, UPDATE ON sync_schedule TO freshet_jobs;
--> statement-breakpoint
GRANT SELECT (id, workspace_id, connection_id, status, part, queued_at, started_at, heartbeat_at, waiting_until) ON sync_runs TO freshet_jobs;
--> statement-breakpoint
GRANT SELECT, UPDATE ON outbox TO freshet_jobs;
--> statement-breakpoint
ALTER TABLE daily_metrics SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02);
--> statement-breakpoint
ALTER TABLE sync_schedule SET (fillfactor = 80);
--> statement-breakpoint
CREATE TABLE metric_revisions_default PARTITION OF metric_revisions DEFAULT;
--> statement-breakpoint
-- Makes the partitions of the month of `at` and of the next one.
CREATE FUNCTION ensure_revision_partitions(at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE month timestamptz;
BEGIN
  FOR offset_months IN 0..1 LOOP
    month := date_trunc('month', at, 'UTC') + make_interval(months => offset_months);
    IF to_regclass(format('metric_revisions_%s', to_char(month AT TIME ZONE 'UTC', 'YYYY_MM'))) IS NULL THEN
      EXECUTE format(
        'CREATE TABLE metric_revisions_%s PARTITION OF metric_revisions FOR VALUES FROM (%L) TO (%L)',
        to_char(month AT TIME ZONE 'UTC', 'YYYY_MM'), month, month + interval '1 month');
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
-- Spends one call of a scope, or says until when there is none. The scope's row in budget_limits is the lock.
-- 61 minute buckets are summed, so that no sliding hour can exceed the limit.
CREATE FUNCTION spend_call(in_scope text, hourly_limit integer, at timestamptz, OUT allowed boolean, OUT used integer, OUT until timestamptz)
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO budget_limits (scope) VALUES (in_scope) ON CONFLICT DO NOTHING;
  SELECT l.suspended_until INTO until FROM budget_limits l WHERE l.scope = in_scope FOR UPDATE;
  SELECT coalesce(sum(b.calls), 0) INTO used FROM api_budget b
    WHERE b.scope = in_scope AND b.minute >= date_trunc('minute', at) - interval '60 minutes';
  IF until > at THEN
    allowed := false;
  ELSIF used >= hourly_limit THEN
    allowed := false;
    SELECT min(b.minute) + interval '61 minutes' INTO until FROM api_budget b
      WHERE b.scope = in_scope AND b.minute >= date_trunc('minute', at) - interval '60 minutes';
  ELSE
    allowed := true;
    used := used + 1;
    until := NULL;
    INSERT INTO api_budget (scope, minute, calls) VALUES (in_scope, date_trunc('minute', at), 1)
      ON CONFLICT (scope, minute) DO UPDATE SET calls = api_budget.calls + 1;
  END IF;
END $$;
