ALTER TABLE "sync_runs" ADD COLUMN "setbacks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD COLUMN "seq_at_setback" integer DEFAULT 0 NOT NULL;