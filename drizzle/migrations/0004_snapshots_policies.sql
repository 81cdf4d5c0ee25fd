ALTER TABLE snapshots FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE snapshot_parts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT ON snapshots TO freshet_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON snapshots, snapshot_parts TO freshet_worker;
--> statement-breakpoint
-- Compressed already; kept as it is, a piece can be read without reading all before it.
ALTER TABLE snapshots ALTER COLUMN bytes SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE snapshot_parts ALTER COLUMN bytes SET STORAGE EXTERNAL;
