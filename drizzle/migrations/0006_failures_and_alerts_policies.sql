ALTER TABLE held_deletions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE alerts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON held_deletions, alerts TO freshet_app, freshet_worker;
--> statement-breakpoint
-- What the crons look at: states and times of every workspace, no names, numbers or tokens.
GRANT SELECT (paused_by, last_sync_completed_at, last_metrics_changed_at, last_sync_error_code, consecutive_failures, blocking_failures) ON connections TO freshet_jobs;
--> statement-breakpoint
GRANT SELECT (connection_id, workspace_id, expires_at, refreshed_at, no_renewal_until) ON connection_secrets TO freshet_jobs;
--> statement-breakpoint
GRANT SELECT (connection_id, workspace_id, missing, accepted) ON held_deletions TO freshet_jobs;
--> statement-breakpoint
GRANT SELECT (id, workspace_id, connection_id, group_key, resolved_at) ON alerts TO freshet_jobs;
--> statement-breakpoint
GRANT SELECT (completed_at) ON sync_runs TO freshet_jobs;
--> statement-breakpoint
-- What `prune` deletes.
GRANT SELECT (run_id, seq, at), DELETE ON sync_events TO freshet_jobs;
--> statement-breakpoint
GRANT SELECT (run_id, position), DELETE ON sync_slices TO freshet_jobs;
--> statement-breakpoint
GRANT SELECT (run_id, position, page), DELETE ON page_keys TO freshet_jobs;
--> statement-breakpoint
GRANT SELECT (connection_id, stream, "partition", updated_at), DELETE ON checkpoints TO freshet_jobs;
--> statement-breakpoint
GRANT SELECT, DELETE ON api_budget TO freshet_jobs;
--> statement-breakpoint
GRANT DELETE ON outbox TO freshet_jobs;
--> statement-breakpoint
-- Makes the partitions of the month of `at` and of the next one. Rows that arrived before their partition was made
-- lie in the default one and move. Runs as its owner: the scheduler's role may make no tables of its own.
CREATE OR REPLACE FUNCTION ensure_revision_partitions(at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
  month timestamptz;
  partition_name text;
BEGIN
  FOR offset_months IN 0..1 LOOP
    month := date_trunc('month', at, 'UTC') + make_interval(months => offset_months);
    partition_name := format('metric_revisions_%s', to_char(month AT TIME ZONE 'UTC', 'YYYY_MM'));
    CONTINUE WHEN to_regclass(partition_name) IS NOT NULL;
    EXECUTE format('CREATE TABLE %I (LIKE metric_revisions INCLUDING ALL)', partition_name);
    EXECUTE format(
      'WITH moved AS (DELETE FROM metric_revisions_default WHERE observed_at >= %L AND observed_at < %L RETURNING *)
       INSERT INTO %I SELECT * FROM moved', month, month + interval '1 month', partition_name);
    EXECUTE format(
      'ALTER TABLE metric_revisions ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      partition_name, month, month + interval '1 month');
  END LOOP;
END $$;
--> statement-breakpoint
-- Drops the monthly partitions that ended before `before`, and such rows of the default one. Returns the partitions dropped.
CREATE FUNCTION drop_revision_partitions(before timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
  old_partition text;
  dropped integer := 0;
BEGIN
  FOR old_partition IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'metric_revisions'::regclass AND c.relname ~ '^metric_revisions_\d{4}_\d{2}$'
      AND (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month') AT TIME ZONE 'UTC' <= before
  LOOP
    EXECUTE format('DROP TABLE %I', old_partition);
    dropped := dropped + 1;
  END LOOP;
  DELETE FROM metric_revisions_default WHERE observed_at < before;
  RETURN dropped;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION ensure_revision_partitions(timestamptz), drop_revision_partitions(timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION ensure_revision_partitions(timestamptz), drop_revision_partitions(timestamptz) TO freshet_jobs;
