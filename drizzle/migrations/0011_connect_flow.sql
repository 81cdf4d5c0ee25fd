ALTER TABLE "connections" ADD COLUMN "known_accounts" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "instead_of" uuid;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "scopes" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "consent_ends_at" timestamp with time zone;