-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "shop_lane" (
    "shop_id" BIGINT NOT NULL,
    "lane" SMALLINT NOT NULL,
    "ready_at" TIMESTAMPTZ(6),
    "lease_until" TIMESTAMPTZ(6) NOT NULL DEFAULT '-infinity'::timestamp with time zone,
    "fence" BIGINT NOT NULL DEFAULT 0,
    "failures" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "shop_lane_pkey" PRIMARY KEY ("shop_id","lane")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "shop_id" BIGINT NOT NULL,
    "file_id" BIGSERIAL NOT NULL,
    "owner" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "delete_after" TIMESTAMPTZ(3),

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("shop_id","file_id")
);

-- CreateTable
CREATE TABLE "parcel" (
    "shop_id" BIGINT NOT NULL,
    "parcel_id" BIGSERIAL NOT NULL,
    "order_id" BIGINT NOT NULL,
    "fulfillment_order_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "fulfillment_id" BIGINT,
    "carrier" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "carrier_ref" TEXT,
    "tracking_number" TEXT,
    "tracking_url" TEXT,
    "cost_minor" BIGINT,
    "currency" TEXT,
    "label_file_id" BIGINT,
    "stage" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expected_at" TIMESTAMPTZ(3),
    "last_scan_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "next_poll_at" TIMESTAMPTZ(3),

    CONSTRAINT "parcel_pkey" PRIMARY KEY ("shop_id","parcel_id")
);

-- CreateTable
CREATE TABLE "parcel_scan" (
    "shop_id" BIGINT NOT NULL,
    "parcel_id" BIGINT NOT NULL,
    "scan_key" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "place" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "parcel_scan_pkey" PRIMARY KEY ("shop_id","parcel_id","scan_key")
);

-- CreateTable
CREATE TABLE "delivery_promise" (
    "shop_id" BIGINT NOT NULL,
    "promise_id" BIGSERIAL NOT NULL,
    "order_id" BIGINT NOT NULL,
    "from_date" DATE,
    "to_date" DATE,
    "source" TEXT NOT NULL,
    "reason" JSONB,
    "shown_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_promise_pkey" PRIMARY KEY ("shop_id","promise_id")
);

-- CreateTable
CREATE TABLE "order_key" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "order_key_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "carrier_account" (
    "shop_id" BIGINT NOT NULL,
    "carrier" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "carrier_account_pkey" PRIMARY KEY ("shop_id","carrier")
);

-- CreateTable
CREATE TABLE "delivery" (
    "shop_id" BIGINT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "event_id" TEXT,
    "triggered_at" TIMESTAMPTZ(6),
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "repeats" INTEGER NOT NULL DEFAULT 0,
    "known" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("shop_id","webhook_id")
);

-- CreateTable
CREATE TABLE "stray_delivery" (
    "id" BIGSERIAL NOT NULL,
    "domain" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "stray_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mark" (
    "shop_id" BIGINT NOT NULL,
    "kind" SMALLINT NOT NULL,
    "object_id" BIGINT NOT NULL,
    "part" BIGINT NOT NULL DEFAULT 0,
    "version" BIGINT NOT NULL DEFAULT 1,
    "hinted_at" TIMESTAMPTZ(6),
    "available" INTEGER,
    "marked_at" TIMESTAMPTZ(6) NOT NULL,
    "not_before" TIMESTAMPTZ(6) NOT NULL DEFAULT '-infinity'::timestamp with time zone,
    "tries" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "mark_pkey" PRIMARY KEY ("shop_id","kind","object_id","part")
);

-- CreateTable
CREATE TABLE "fact" (
    "shop_id" BIGINT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "order_id" BIGINT,
    "object_ids" BIGINT[],
    "data" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "fact_pkey" PRIMARY KEY ("shop_id","webhook_id")
);

-- CreateTable
CREATE TABLE "intent" (
    "shop_id" BIGINT NOT NULL,
    "intent_id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "order_id" BIGINT,
    "subject" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "idempotency_key" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "share" SMALLINT NOT NULL,
    "tries" SMALLINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "outcome" JSONB,

    CONSTRAINT "intent_pkey" PRIMARY KEY ("shop_id","intent_id")
);

-- CreateTable
CREATE TABLE "effect_switch" (
    "shop_id" BIGINT NOT NULL,
    "effect" TEXT NOT NULL,
    "on_since" TIMESTAMPTZ(3),
    "set_by" TEXT,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "effect_switch_pkey" PRIMARY KEY ("shop_id","effect")
);

-- CreateTable
CREATE TABLE "location" (
    "shop_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "fulfills_online_orders" BOOLEAN NOT NULL,
    "ships_inventory" BOOLEAN NOT NULL,
    "is_fulfillment_service" BOOLEAN NOT NULL,
    "country" TEXT,
    "province" TEXT,
    "city" TEXT,
    "zip" TEXT,
    "lat" DOUBLE PRECISION,
    "lng" DOUBLE PRECISION,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "read_no" BIGINT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "location_pkey" PRIMARY KEY ("shop_id","location_id")
);

-- CreateTable
CREATE TABLE "inventory_item" (
    "shop_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "variant_id" BIGINT,
    "product_id" BIGINT,
    "sku" TEXT,
    "title" TEXT NOT NULL,
    "variant_title" TEXT,
    "tracked" BOOLEAN NOT NULL,
    "requires_shipping" BOOLEAN NOT NULL,
    "grams" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "read_no" BIGINT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "inventory_item_pkey" PRIMARY KEY ("shop_id","item_id")
);

-- CreateTable
CREATE TABLE "inventory_level" (
    "shop_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "available" INTEGER NOT NULL,
    "on_hand" INTEGER NOT NULL,
    "committed" INTEGER NOT NULL,
    "incoming" INTEGER NOT NULL,
    "reserved" INTEGER NOT NULL,
    "damaged" INTEGER NOT NULL,
    "safety_stock" INTEGER NOT NULL,
    "quality_control" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "read_no" BIGINT NOT NULL,
    "provisional" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "inventory_level_pkey" PRIMARY KEY ("shop_id","item_id","location_id")
);

-- CreateTable
CREATE TABLE "stock_entry" (
    "shop_id" BIGINT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "item_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "before" INTEGER NOT NULL,
    "after" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "ref" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_entry_pkey" PRIMARY KEY ("shop_id","seq")
);

-- CreateTable
CREATE TABLE "shop_order" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "is_test" BOOLEAN NOT NULL,
    "channel" TEXT NOT NULL,
    "financial_status" TEXT NOT NULL,
    "fulfillment_status" TEXT NOT NULL,
    "risk" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "units" INTEGER NOT NULL,
    "customer_id" BIGINT,
    "shipping_title" TEXT,
    "shipping_code" TEXT,
    "dest_country" TEXT,
    "dest_lat" DOUBLE PRECISION,
    "dest_lng" DOUBLE PRECISION,
    "stage" TEXT NOT NULL,
    "attention" TEXT NOT NULL DEFAULT '',
    "read_no" BIGINT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "shop_order_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "line_id" BIGINT NOT NULL,
    "variant_id" BIGINT,
    "sku" TEXT,
    "title" TEXT NOT NULL,
    "variant_title" TEXT,
    "quantity" INTEGER NOT NULL,
    "current_quantity" INTEGER NOT NULL,
    "requires_shipping" BOOLEAN NOT NULL,
    "unit_price_minor" BIGINT NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("shop_id","order_id","line_id")
);

-- CreateTable
CREATE TABLE "order_tag" (
    "shop_id" BIGINT NOT NULL,
    "tag" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,

    CONSTRAINT "order_tag_pkey" PRIMARY KEY ("shop_id","tag","order_id")
);

-- CreateTable
CREATE TABLE "order_person" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "sealed_key" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "retain_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_person_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "order_word" (
    "shop_id" BIGINT NOT NULL,
    "word" BYTEA NOT NULL,
    "order_id" BIGINT NOT NULL,

    CONSTRAINT "order_word_pkey" PRIMARY KEY ("shop_id","word","order_id")
);

-- CreateTable
CREATE TABLE "fulfillment_order" (
    "shop_id" BIGINT NOT NULL,
    "fulfillment_order_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "location_id" BIGINT,
    "status" TEXT NOT NULL,
    "request_status" TEXT NOT NULL,
    "delivery_method" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "fulfill_at" TIMESTAMPTZ(3),
    "fulfill_by" TIMESTAMPTZ(3),
    "promised_from" TIMESTAMPTZ(3),
    "promised_to" TIMESTAMPTZ(3),
    "supported_actions" TEXT[],
    "holds" JSONB NOT NULL,
    "read_no" BIGINT NOT NULL,

    CONSTRAINT "fulfillment_order_pkey" PRIMARY KEY ("shop_id","fulfillment_order_id")
);

-- CreateTable
CREATE TABLE "fulfillment_order_line" (
    "shop_id" BIGINT NOT NULL,
    "fulfillment_order_id" BIGINT NOT NULL,
    "line_id" BIGINT NOT NULL,
    "order_line_id" BIGINT NOT NULL,
    "item_id" BIGINT,
    "sku" TEXT,
    "total" INTEGER NOT NULL,
    "remaining" INTEGER NOT NULL,
    "requires_shipping" BOOLEAN NOT NULL,
    "grams" INTEGER,

    CONSTRAINT "fulfillment_order_line_pkey" PRIMARY KEY ("shop_id","fulfillment_order_id","line_id")
);

-- CreateTable
CREATE TABLE "fulfillment" (
    "shop_id" BIGINT NOT NULL,
    "fulfillment_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "location_id" BIGINT,
    "status" TEXT NOT NULL,
    "display_status" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "in_transit_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "estimated_delivery_at" TIMESTAMPTZ(3),
    "tracking" JSONB NOT NULL,
    "events" JSONB NOT NULL,
    "read_no" BIGINT NOT NULL,
    "parcel_stage" TEXT,

    CONSTRAINT "fulfillment_pkey" PRIMARY KEY ("shop_id","fulfillment_id")
);

-- CreateTable
CREATE TABLE "fulfillment_line" (
    "shop_id" BIGINT NOT NULL,
    "fulfillment_id" BIGINT NOT NULL,
    "line_id" BIGINT NOT NULL,
    "order_line_id" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "fulfillment_line_pkey" PRIMARY KEY ("shop_id","fulfillment_id","line_id")
);

-- CreateTable
CREATE TABLE "order_event" (
    "shop_id" BIGINT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "order_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_event_pkey" PRIMARY KEY ("shop_id","seq")
);

-- CreateTable
CREATE TABLE "routing_case" (
    "shop_id" BIGINT NOT NULL,
    "fulfillment_order_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "decision_id" BIGINT,
    "refusals" JSONB NOT NULL DEFAULT '[]',
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "routing_case_pkey" PRIMARY KEY ("shop_id","fulfillment_order_id")
);

-- CreateTable
CREATE TABLE "routing_decision" (
    "shop_id" BIGINT NOT NULL,
    "decision_id" BIGSERIAL NOT NULL,
    "order_id" BIGINT NOT NULL,
    "fulfillment_order_id" BIGINT NOT NULL,
    "cause" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "currency" TEXT NOT NULL,
    "cost_minor" BIGINT,
    "stay_minor" BIGINT,
    "plan" JSONB NOT NULL,
    "trace" JSONB NOT NULL,

    CONSTRAINT "routing_decision_pkey" PRIMARY KEY ("shop_id","decision_id")
);

-- CreateTable
CREATE TABLE "routing_claim" (
    "shop_id" BIGINT NOT NULL,
    "decision_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "routing_claim_pkey" PRIMARY KEY ("shop_id","decision_id","item_id","location_id")
);

-- CreateTable
CREATE TABLE "routing_setting" (
    "shop_id" BIGINT NOT NULL,
    "costs" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "routing_setting_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "shop" (
    "id" BIGSERIAL NOT NULL,
    "domain" TEXT NOT NULL,
    "installed_at" TIMESTAMPTZ(3),
    "uninstalled_at" TIMESTAMPTZ(3),

    CONSTRAINT "shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shop_profile" (
    "shop_id" BIGINT NOT NULL,
    "shopify_id" BIGINT,
    "currency" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "scopes" TEXT[],
    "reconciled_to" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shop_profile_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "shop_session" (
    "shop_id" BIGINT NOT NULL,
    "session_id" TEXT NOT NULL,
    "is_online" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "scope" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "access_token" BYTEA NOT NULL,
    "refresh_token" BYTEA,
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "user_id" BIGINT,
    "user" BYTEA,

    CONSTRAINT "shop_session_pkey" PRIMARY KEY ("shop_id","session_id")
);

-- CreateTable
CREATE TABLE "import_run" (
    "shop_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "bulk_id" TEXT,
    "url" TEXT,
    "total" BIGINT NOT NULL DEFAULT 0,
    "done" BIGINT NOT NULL DEFAULT 0,
    "read_no" BIGINT,
    "failure" TEXT,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("shop_id","kind")
);

-- CreateTable
CREATE TABLE "privacy_request" (
    "shop_id" BIGINT NOT NULL,
    "request_id" BIGSERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "sealed" BYTEA,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "outcome" JSONB,
    "file_id" BIGINT,

    CONSTRAINT "privacy_request_pkey" PRIMARY KEY ("shop_id","request_id")
);

-- CreateTable
CREATE TABLE "personal_read" (
    "shop_id" BIGINT NOT NULL,
    "read_id" BIGSERIAL NOT NULL,
    "order_id" BIGINT NOT NULL,
    "who" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "personal_read_pkey" PRIMARY KEY ("shop_id","read_id")
);

-- CreateIndex
CREATE INDEX "shop_lane_ready_at_idx" ON "shop_lane"("ready_at");

-- CreateIndex
CREATE INDEX "stored_file_shop_id_owner_idx" ON "stored_file"("shop_id", "owner");

-- CreateIndex
CREATE INDEX "parcel_shop_id_order_id_idx" ON "parcel"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "parcel_shop_id_fulfillment_id_idx" ON "parcel"("shop_id", "fulfillment_id");

-- CreateIndex
CREATE INDEX "parcel_shop_id_tracking_number_idx" ON "parcel"("shop_id", "tracking_number");

-- CreateIndex
CREATE INDEX "parcel_shop_id_next_poll_at_idx" ON "parcel"("shop_id", "next_poll_at");

-- CreateIndex
CREATE INDEX "parcel_shop_id_stage_created_at_idx" ON "parcel"("shop_id", "stage", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "parcel_shop_id_fulfillment_order_id_key" ON "parcel"("shop_id", "fulfillment_order_id");

-- CreateIndex
CREATE INDEX "delivery_promise_shop_id_order_id_promise_id_idx" ON "delivery_promise"("shop_id", "order_id", "promise_id");

-- CreateIndex
CREATE INDEX "delivery_shop_id_received_at_idx" ON "delivery"("shop_id", "received_at");

-- CreateIndex
CREATE INDEX "stray_delivery_received_at_idx" ON "stray_delivery"("received_at");

-- CreateIndex
CREATE INDEX "mark_shop_id_not_before_idx" ON "mark"("shop_id", "not_before");

-- CreateIndex
CREATE INDEX "intent_shop_id_status_share_intent_id_idx" ON "intent"("shop_id", "status", "share", "intent_id");

-- CreateIndex
CREATE INDEX "intent_shop_id_order_id_idx" ON "intent"("shop_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "intent_shop_id_kind_subject_key" ON "intent"("shop_id", "kind", "subject");

-- CreateIndex
CREATE INDEX "inventory_item_shop_id_sku_idx" ON "inventory_item"("shop_id", "sku");

-- CreateIndex
CREATE INDEX "inventory_level_shop_id_location_id_item_id_idx" ON "inventory_level"("shop_id", "location_id", "item_id");

-- CreateIndex
CREATE INDEX "stock_entry_shop_id_item_id_location_id_seq_idx" ON "stock_entry"("shop_id", "item_id", "location_id", "seq");

-- CreateIndex
CREATE INDEX "shop_order_shop_id_placed_at_order_id_idx" ON "shop_order"("shop_id", "placed_at" DESC, "order_id" DESC);

-- CreateIndex
CREATE INDEX "shop_order_shop_id_stage_placed_at_order_id_idx" ON "shop_order"("shop_id", "stage", "placed_at" DESC, "order_id" DESC);

-- CreateIndex
CREATE INDEX "shop_order_shop_id_attention_placed_at_order_id_idx" ON "shop_order"("shop_id", "attention", "placed_at" DESC, "order_id" DESC);

-- CreateIndex
CREATE INDEX "shop_order_shop_id_financial_status_placed_at_order_id_idx" ON "shop_order"("shop_id", "financial_status", "placed_at" DESC, "order_id" DESC);

-- CreateIndex
CREATE INDEX "shop_order_shop_id_dest_country_placed_at_order_id_idx" ON "shop_order"("shop_id", "dest_country", "placed_at" DESC, "order_id" DESC);

-- CreateIndex
CREATE INDEX "shop_order_shop_id_total_minor_order_id_idx" ON "shop_order"("shop_id", "total_minor" DESC, "order_id" DESC);

-- CreateIndex
CREATE INDEX "shop_order_shop_id_name_idx" ON "shop_order"("shop_id", "name");

-- CreateIndex
CREATE INDEX "shop_order_shop_id_customer_id_idx" ON "shop_order"("shop_id", "customer_id");

-- CreateIndex
CREATE INDEX "order_tag_shop_id_order_id_idx" ON "order_tag"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "order_person_shop_id_retain_until_idx" ON "order_person"("shop_id", "retain_until");

-- CreateIndex
CREATE INDEX "order_word_shop_id_order_id_idx" ON "order_word"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "fulfillment_order_shop_id_order_id_idx" ON "fulfillment_order"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "fulfillment_order_shop_id_status_location_id_idx" ON "fulfillment_order"("shop_id", "status", "location_id");

-- CreateIndex
CREATE INDEX "fulfillment_shop_id_order_id_idx" ON "fulfillment"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "order_event_shop_id_code_occurred_at_idx" ON "order_event"("shop_id", "code", "occurred_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "order_event_shop_id_order_id_code_ref_key" ON "order_event"("shop_id", "order_id", "code", "ref");

-- CreateIndex
CREATE INDEX "routing_case_shop_id_status_idx" ON "routing_case"("shop_id", "status");

-- CreateIndex
CREATE INDEX "routing_case_shop_id_order_id_idx" ON "routing_case"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "routing_decision_shop_id_order_id_decision_id_idx" ON "routing_decision"("shop_id", "order_id", "decision_id");

-- CreateIndex
CREATE INDEX "routing_decision_shop_id_outcome_decided_at_idx" ON "routing_decision"("shop_id", "outcome", "decided_at" DESC);

-- CreateIndex
CREATE INDEX "routing_claim_shop_id_item_id_location_id_idx" ON "routing_claim"("shop_id", "item_id", "location_id");

-- CreateIndex
CREATE UNIQUE INDEX "shop_domain_key" ON "shop"("domain");

-- CreateIndex
CREATE UNIQUE INDEX "privacy_request_shop_id_webhook_id_key" ON "privacy_request"("shop_id", "webhook_id");

-- CreateIndex
CREATE INDEX "personal_read_shop_id_order_id_idx" ON "personal_read"("shop_id", "order_id");


-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- Reads of Shopify are numbered: the mirror takes a row only from a read that began later than the stored one.
CREATE SEQUENCE read_no;

-- Two roles, neither able to bypass row-level security. NOINHERIT: the app does not silently get the receiver's wider policy; the
-- receiver's door says SET LOCAL ROLE. Passwords are set outside the migrations.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'entrega_intake') THEN
    CREATE ROLE entrega_intake NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'entrega_app') THEN
    CREATE ROLE entrega_app LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS;
  END IF;
END $$;
GRANT entrega_intake TO entrega_app;

GRANT USAGE ON SCHEMA public TO entrega_app, entrega_intake;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO entrega_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO entrega_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO entrega_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO entrega_app;

-- Ledgers are append-only; erasing a shop (shop/redact) is the one reason to delete.
REVOKE UPDATE ON order_event, stock_entry FROM entrega_app;

-- Prisma's list of migrations was there before the GRANT above (it is missing where a migration is only compared); it is the owner's business.
DO $$ BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    REVOKE ALL ON _prisma_migrations FROM entrega_app;
  END IF;
END $$;

-- The receiver: record deliveries and facts, mark, set lanes ready. Nothing else.
GRANT SELECT ON shop TO entrega_intake;
GRANT SELECT, INSERT, UPDATE ON delivery, mark, shop_lane TO entrega_intake;
GRANT SELECT, INSERT ON fact TO entrega_intake;
GRANT INSERT ON stray_delivery TO entrega_intake;
GRANT USAGE ON SEQUENCE stray_delivery_id_seq TO entrega_intake;

-- Every table with a shop_id is under policy, except the work list of the workers. A test compares the catalogue with this rule.
DO $$
DECLARE t text;
BEGIN
  FOR t IN
    SELECT c.relname FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'shop_id' AND NOT a.attisdropped
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'shop_lane'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['delivery', 'mark', 'fact'] LOOP
    EXECUTE format($p$CREATE POLICY verified_shops ON %I TO entrega_intake
      USING (shop_id = ANY (string_to_array(NULLIF(current_setting('app.shops', true), ''), ',')::bigint[]))
      WITH CHECK (shop_id = ANY (string_to_array(NULLIF(current_setting('app.shops', true), ''), ',')::bigint[]))$p$, t);
  END LOOP;
END $$;

-- starts_with() uses an index only where text is ordered byte by byte, whatever the database's own collation is.
ALTER TABLE shop_order ALTER COLUMN name TYPE text COLLATE "C";

-- Queues change all the time: room for updates in place, and early vacuum.
ALTER TABLE shop_lane SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE mark SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
