CREATE TABLE "claim_settings" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"settings" jsonb NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "claim_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "claims" (
	"connection_id" uuid NOT NULL,
	"account_external_id" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"kind" text NOT NULL,
	"rule" text NOT NULL,
	"order_external_id" text,
	"shipment_id" text,
	"sku" text,
	"fnsku" text,
	"quantity" integer NOT NULL,
	"currency" text NOT NULL,
	"amount_micros" bigint,
	"confidence" integer NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"deadline" date NOT NULL,
	"status" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"detected_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "claims_connection_id_account_external_id_external_id_pk" PRIMARY KEY("connection_id","account_external_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "claims" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "fee_estimates" (
	"connection_id" uuid NOT NULL,
	"account_external_id" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"fnsku" text,
	"asin" text,
	"currency" text NOT NULL,
	"price_micros" bigint,
	"referral_fee_micros" bigint,
	"fulfilment_fee_micros" bigint,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "fee_estimates_connection_id_account_external_id_sku_pk" PRIMARY KEY("connection_id","account_external_id","sku")
);
--> statement-breakpoint
ALTER TABLE "fee_estimates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "fees" (
	"connection_id" uuid NOT NULL,
	"account_external_id" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"kind" text NOT NULL,
	"type" text NOT NULL,
	"status" text NOT NULL,
	"posted_at" timestamp with time zone NOT NULL,
	"order_external_id" text,
	"sku" text,
	"description" text NOT NULL,
	"currency" text NOT NULL,
	"total_micros" bigint NOT NULL,
	"lines" jsonb NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "fees_connection_id_account_external_id_external_id_pk" PRIMARY KEY("connection_id","account_external_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "fees" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "inventory" (
	"connection_id" uuid NOT NULL,
	"account_external_id" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"fnsku" text NOT NULL,
	"asin" text,
	"condition" text NOT NULL,
	"name" text NOT NULL,
	"total" integer NOT NULL,
	"fulfillable" integer NOT NULL,
	"inbound_working" integer NOT NULL,
	"inbound_shipped" integer NOT NULL,
	"inbound_receiving" integer NOT NULL,
	"reserved" integer NOT NULL,
	"researching" integer NOT NULL,
	"unfulfillable" integer NOT NULL,
	"updated_at" timestamp with time zone,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inventory_connection_id_account_external_id_sku_fnsku_pk" PRIMARY KEY("connection_id","account_external_id","sku","fnsku")
);
--> statement-breakpoint
ALTER TABLE "inventory" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "order_items" (
	"connection_id" uuid NOT NULL,
	"account_external_id" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"order_external_id" text NOT NULL,
	"external_id" text NOT NULL,
	"sku" text,
	"asin" text,
	"title" text NOT NULL,
	"quantity_ordered" integer NOT NULL,
	"quantity_shipped" integer NOT NULL,
	"currency" text NOT NULL,
	"item_price_micros" bigint,
	"shipping_price_micros" bigint,
	"tax_micros" bigint,
	"discount_micros" bigint,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_items_connection_id_account_external_id_order_external_id_external_id_pk" PRIMARY KEY("connection_id","account_external_id","order_external_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "order_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "order_reconciliations" (
	"connection_id" uuid NOT NULL,
	"account_external_id" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"month" date NOT NULL,
	"orders" integer NOT NULL,
	"order_micros" bigint NOT NULL,
	"posted_micros" bigint NOT NULL,
	"reasons" jsonb NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_reconciliations_connection_id_account_external_id_currency_month_pk" PRIMARY KEY("connection_id","account_external_id","currency","month")
);
--> statement-breakpoint
ALTER TABLE "order_reconciliations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "orders" (
	"connection_id" uuid NOT NULL,
	"account_external_id" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"status" text NOT NULL,
	"fulfilled_by" text NOT NULL,
	"sales_channel" text NOT NULL,
	"purchased_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"currency" text NOT NULL,
	"total_micros" bigint,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_connection_id_account_external_id_external_id_pk" PRIMARY KEY("connection_id","account_external_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "watermarks" (
	"connection_id" uuid NOT NULL,
	"account_external_id" text NOT NULL,
	"stream" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	CONSTRAINT "watermarks_connection_id_account_external_id_stream_pk" PRIMARY KEY("connection_id","account_external_id","stream")
);
--> statement-breakpoint
ALTER TABLE "watermarks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customer_returns" (
	"connection_id" uuid NOT NULL,
	"account_external_id" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"returned_at" timestamp with time zone NOT NULL,
	"order_external_id" text NOT NULL,
	"sku" text NOT NULL,
	"fnsku" text,
	"quantity" integer NOT NULL,
	"disposition" text NOT NULL,
	"reason" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_returns_connection_id_account_external_id_external_id_pk" PRIMARY KEY("connection_id","account_external_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "customer_returns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "inbound_items" (
	"connection_id" uuid NOT NULL,
	"account_external_id" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"shipment_id" text NOT NULL,
	"sku" text NOT NULL,
	"fnsku" text,
	"status" text NOT NULL,
	"quantity_shipped" integer NOT NULL,
	"quantity_received" integer NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_seen_at" timestamp with time zone,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbound_items_connection_id_account_external_id_shipment_id_sku_pk" PRIMARY KEY("connection_id","account_external_id","shipment_id","sku")
);
--> statement-breakpoint
ALTER TABLE "inbound_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reimbursements" (
	"connection_id" uuid NOT NULL,
	"account_external_id" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"kind" text NOT NULL,
	"type" text NOT NULL,
	"approved_at" timestamp with time zone NOT NULL,
	"case_id" text,
	"order_external_id" text,
	"sku" text,
	"fnsku" text,
	"currency" text NOT NULL,
	"amount_micros" bigint NOT NULL,
	"quantity_cash" integer NOT NULL,
	"quantity_replaced" integer NOT NULL,
	"original_external_id" text,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reimbursements_connection_id_account_external_id_external_id_pk" PRIMARY KEY("connection_id","account_external_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "reimbursements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_movements" (
	"connection_id" uuid NOT NULL,
	"account_external_id" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"fnsku" text NOT NULL,
	"sku" text,
	"asin" text,
	"reference_id" text,
	"quantity" integer NOT NULL,
	"centre" text NOT NULL,
	"disposition" text NOT NULL,
	"reason" text NOT NULL,
	"reconciled" integer,
	"unreconciled" integer,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stock_movements_connection_id_account_external_id_external_id_pk" PRIMARY KEY("connection_id","account_external_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "stock_movements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "budget_limits" ADD COLUMN "tokens" double precision;--> statement-breakpoint
ALTER TABLE "budget_limits" ADD COLUMN "filled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "budget_limits" ADD COLUMN "spent_on" date;--> statement-breakpoint
ALTER TABLE "budget_limits" ADD COLUMN "spent_today" integer;--> statement-breakpoint
ALTER TABLE "sync_slices" ADD COLUMN "since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_workspace_id_connection_id_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fee_estimates" ADD CONSTRAINT "fee_estimates_workspace_id_connection_id_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fees" ADD CONSTRAINT "fees_workspace_id_connection_id_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory" ADD CONSTRAINT "inventory_workspace_id_connection_id_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_workspace_id_connection_id_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_reconciliations" ADD CONSTRAINT "order_reconciliations_workspace_id_connection_id_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_workspace_id_connection_id_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watermarks" ADD CONSTRAINT "watermarks_workspace_id_connection_id_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_returns" ADD CONSTRAINT "customer_returns_workspace_id_connection_id_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_items" ADD CONSTRAINT "inbound_items_workspace_id_connection_id_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reimbursements" ADD CONSTRAINT "reimbursements_workspace_id_connection_id_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_workspace_id_connection_id_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claims_by_deadline" ON "claims" USING btree ("workspace_id","status","deadline","external_id");--> statement-breakpoint
CREATE INDEX "fees_newest" ON "fees" USING btree ("workspace_id","posted_at" DESC NULLS LAST,"external_id");--> statement-breakpoint
CREATE INDEX "fees_of_order" ON "fees" USING btree ("connection_id","order_external_id");--> statement-breakpoint
CREATE INDEX "orders_newest" ON "orders" USING btree ("workspace_id","purchased_at" DESC NULLS LAST,"external_id");--> statement-breakpoint
CREATE INDEX "customer_returns_of_order" ON "customer_returns" USING btree ("connection_id","order_external_id");--> statement-breakpoint
CREATE INDEX "stock_movements_days" ON "stock_movements" USING btree ("connection_id","account_external_id","day");--> statement-breakpoint
CREATE POLICY "tenant" ON "claim_settings" AS PERMISSIVE FOR ALL TO "freshet_app", "freshet_worker" USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid) WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "claims" AS PERMISSIVE FOR ALL TO "freshet_app", "freshet_worker" USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid) WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "fee_estimates" AS PERMISSIVE FOR ALL TO "freshet_app", "freshet_worker" USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid) WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "fees" AS PERMISSIVE FOR ALL TO "freshet_app", "freshet_worker" USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid) WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "inventory" AS PERMISSIVE FOR ALL TO "freshet_app", "freshet_worker" USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid) WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "order_items" AS PERMISSIVE FOR ALL TO "freshet_app", "freshet_worker" USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid) WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "order_reconciliations" AS PERMISSIVE FOR ALL TO "freshet_app", "freshet_worker" USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid) WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "orders" AS PERMISSIVE FOR ALL TO "freshet_app", "freshet_worker" USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid) WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "watermarks" AS PERMISSIVE FOR ALL TO "freshet_app", "freshet_worker" USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid) WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "customer_returns" AS PERMISSIVE FOR ALL TO "freshet_app", "freshet_worker" USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid) WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "inbound_items" AS PERMISSIVE FOR ALL TO "freshet_app", "freshet_worker" USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid) WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "reimbursements" AS PERMISSIVE FOR ALL TO "freshet_app", "freshet_worker" USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid) WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "stock_movements" AS PERMISSIVE FOR ALL TO "freshet_app", "freshet_worker" USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid) WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);