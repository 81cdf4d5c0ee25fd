DO $$
DECLARE table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['orders', 'order_items', 'inventory', 'fees', 'fee_estimates', 'claims', 'claim_settings',
    'order_reconciliations', 'stock_movements', 'customer_returns', 'reimbursements', 'inbound_items', 'watermarks']
  LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO freshet_app, freshet_worker', table_name);
  END LOOP;
END $$;
--> statement-breakpoint
DROP FUNCTION spend_call(text, integer, timestamptz);
--> statement-breakpoint
-- Spends one call of a scope, or says until when there is none. The scope's row in budget_limits is the lock.
-- 61 minute buckets are summed, so that no sliding hour can exceed the limit. A day is a UTC day. A bucket holds up to
-- `burst` calls and fills by `rate` a second. Where several limits refuse, the latest time counts.
CREATE FUNCTION spend_call(in_scope text, hourly_limit integer, at timestamptz, daily_limit integer DEFAULT NULL,
  rate double precision DEFAULT NULL, burst double precision DEFAULT NULL,
  OUT allowed boolean, OUT used integer, OUT until timestamptz)
LANGUAGE plpgsql AS $$
DECLARE
  held budget_limits%ROWTYPE;
  today date := (at AT TIME ZONE 'UTC')::date;
  day_calls integer;
  filled timestamptz;
  left_over double precision;
BEGIN
  INSERT INTO budget_limits (scope) VALUES (in_scope) ON CONFLICT DO NOTHING;
  SELECT * INTO held FROM budget_limits l WHERE l.scope = in_scope FOR UPDATE;
  SELECT coalesce(sum(b.calls), 0) INTO used FROM api_budget b
    WHERE b.scope = in_scope AND b.minute >= date_trunc('minute', at) - interval '60 minutes';
  IF held.suspended_until > at THEN
    until := held.suspended_until;
  END IF;
  IF used >= hourly_limit THEN
    SELECT greatest(until, min(b.minute) + interval '61 minutes') INTO until FROM api_budget b
      WHERE b.scope = in_scope AND b.minute >= date_trunc('minute', at) - interval '60 minutes';
  END IF;
  -- A machine whose clock is behind spends of the day that others have begun.
  today := greatest(today, held.spent_on);
  day_calls := CASE WHEN held.spent_on = today THEN held.spent_today ELSE 0 END;
  IF day_calls >= daily_limit THEN
    until := greatest(until, (today + 1)::timestamp AT TIME ZONE 'UTC');
  END IF;
  IF rate IS NOT NULL THEN
    filled := greatest(at, held.filled_at);
    left_over := least(burst, coalesce(held.tokens + extract(epoch FROM filled - held.filled_at) * rate, burst));
    IF left_over < 1 - 1e-6 THEN
      until := greatest(until, date_trunc('milliseconds', filled + make_interval(secs => (1 - left_over) / rate)) + interval '1 millisecond');
    END IF;
  END IF;
  allowed := until IS NULL;
  IF NOT allowed THEN
    RETURN;
  END IF;
  used := used + 1;
  INSERT INTO api_budget (scope, minute, calls) VALUES (in_scope, date_trunc('minute', at), 1)
    ON CONFLICT (scope, minute) DO UPDATE SET calls = api_budget.calls + 1;
  IF rate IS NOT NULL OR daily_limit IS NOT NULL THEN
    UPDATE budget_limits l SET
      tokens = CASE WHEN rate IS NULL THEN l.tokens ELSE greatest(0, left_over - 1) END,
      filled_at = CASE WHEN rate IS NULL THEN l.filled_at ELSE filled END,
      spent_on = CASE WHEN daily_limit IS NULL THEN l.spent_on ELSE today END,
      spent_today = CASE WHEN daily_limit IS NULL THEN l.spent_today ELSE day_calls + 1 END
    WHERE l.scope = in_scope;
  END IF;
END $$;
