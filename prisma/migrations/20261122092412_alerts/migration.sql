-- CreateTable
CREATE TABLE "alert_rule" (
    "shop_id" BIGINT NOT NULL,
    "rule_id" BIGSERIAL NOT NULL,
    "scope" TEXT NOT NULL,
    "item_id" BIGINT,
    "location_id" BIGINT,
    "label" TEXT NOT NULL DEFAULT '',
    "pooled" BOOLEAN NOT NULL,
    "kind" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_rule_pkey" PRIMARY KEY ("shop_id","rule_id")
);

-- CreateTable
CREATE TABLE "stock_alert" (
    "shop_id" BIGINT NOT NULL,
    "alert_id" BIGSERIAL NOT NULL,
    "item_id" BIGINT NOT NULL,
    "location_id" BIGINT,
    "kind" TEXT NOT NULL,
    "rule_id" BIGINT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "out_since" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "closed_why" TEXT NOT NULL DEFAULT '',
    "snooze" TEXT NOT NULL DEFAULT '',
    "snoozed_until" TIMESTAMPTZ(3),
    "snoozed_by" TEXT NOT NULL DEFAULT '',
    "available" INTEGER NOT NULL,
    "per_day" DOUBLE PRECISION,
    "days" DOUBLE PRECISION,
    "sure_days" DOUBLE PRECISION,
    "runs_out_at" TIMESTAMPTZ(3) NOT NULL,
    "lost_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "stock_alert_pkey" PRIMARY KEY ("shop_id","alert_id")
);

-- CreateTable
CREATE TABLE "alert_look" (
    "shop_id" BIGINT NOT NULL,
    "after_item" BIGINT,
    "began_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_look_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "usual_demand" (
    "shop_id" BIGINT NOT NULL,
    "vendor" TEXT NOT NULL,
    "per_day" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "usual_demand_pkey" PRIMARY KEY ("shop_id","vendor")
);

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- One rule for one thing.
CREATE UNIQUE INDEX alert_rule_of ON alert_rule (shop_id, scope, item_id, location_id, label, pooled) NULLS NOT DISTINCT;
-- Nothing is told twice: of one item at one place there is one open alert.
CREATE UNIQUE INDEX stock_alert_open ON stock_alert (shop_id, item_id, location_id) NULLS NOT DISTINCT WHERE closed_at IS NULL;
-- The list, as it is sorted.
CREATE INDEX stock_alert_soonest ON stock_alert (shop_id, runs_out_at, alert_id) WHERE closed_at IS NULL;
CREATE INDEX stock_alert_dearest ON stock_alert (shop_id, lost_minor, alert_id) WHERE closed_at IS NULL;
CREATE INDEX stock_alert_closed ON stock_alert (shop_id, closed_at, alert_id) WHERE closed_at IS NOT NULL;

-- What is sold a day, and since when nothing is left, of a level, however long the ledger is: read from the index alone.
CREATE INDEX stock_entry_for_sale ON stock_entry (shop_id, item_id, location_id, occurred_at) INCLUDE (available, cause) WHERE available <> 0;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['alert_rule', 'stock_alert', 'alert_look', 'usual_demand'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
