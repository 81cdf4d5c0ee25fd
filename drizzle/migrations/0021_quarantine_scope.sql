ALTER TABLE "quarantine" ADD COLUMN "account_external_id" text;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "to_day" date;