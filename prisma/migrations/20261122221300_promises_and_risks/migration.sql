-- AlterTable
ALTER TABLE "delivery_promise" ADD COLUMN     "basis" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "confidence" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "p50" DATE,
ADD COLUMN     "p90" DATE;

-- CreateTable
CREATE TABLE "promise_shown" (
    "shop_id" BIGINT NOT NULL,
    "promise_id" BIGINT NOT NULL,
    "surface" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "promise_shown_pkey" PRIMARY KEY ("shop_id","promise_id","surface")
);

-- CreateTable
CREATE TABLE "shop_eta" (
    "shop_id" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "model" JSONB NOT NULL,
    "parcels" INTEGER NOT NULL,
    "learned_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shop_eta_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "delivery_outcome" (
    "shop_id" BIGINT NOT NULL,
    "part" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "location_id" BIGINT,
    "carrier" TEXT NOT NULL DEFAULT '',
    "arrived_at" TIMESTAMPTZ(3) NOT NULL,
    "bought_promise" DATE,
    "last_promise" DATE,
    "late_bought" INTEGER,
    "late_last" INTEGER,
    "blame" JSONB,

    CONSTRAINT "delivery_outcome_pkey" PRIMARY KEY ("shop_id","part")
);

-- CreateTable
CREATE TABLE "order_watch" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "look_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_watch_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "risk" (
    "shop_id" BIGINT NOT NULL,
    "risk_id" BIGSERIAL NOT NULL,
    "order_id" BIGINT NOT NULL,
    "part" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "location_id" BIGINT,
    "carrier" TEXT NOT NULL DEFAULT '',
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "times" INTEGER NOT NULL DEFAULT 1,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "evidence" JSONB NOT NULL,
    "fact_key" TEXT NOT NULL,
    "cost_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "owner" TEXT NOT NULL DEFAULT '',
    "snooze" TEXT NOT NULL DEFAULT '',
    "snoozed_until" TIMESTAMPTZ(3),
    "snoozed_key" TEXT NOT NULL DEFAULT '',
    "snoozed_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "risk_pkey" PRIMARY KEY ("shop_id","risk_id")
);

-- CreateTable
CREATE TABLE "risk_setting" (
    "shop_id" BIGINT NOT NULL,
    "settings" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "risk_setting_pkey" PRIMARY KEY ("shop_id")
);

-- CreateIndex
CREATE INDEX "promise_shown_shop_id_order_id_idx" ON "promise_shown"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "delivery_outcome_shop_id_arrived_at_part_idx" ON "delivery_outcome"("shop_id", "arrived_at" DESC, "part");

-- CreateIndex
CREATE INDEX "delivery_outcome_shop_id_order_id_idx" ON "delivery_outcome"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "order_watch_shop_id_look_at_idx" ON "order_watch"("shop_id", "look_at");

-- CreateIndex
CREATE UNIQUE INDEX "risk_shop_id_order_id_part_kind_key" ON "risk"("shop_id", "order_id", "part", "kind");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- Lists of risks, as they are sorted. Resolved ones are kept apart: there are many more of them.
CREATE INDEX risk_soonest ON risk (shop_id, deadline, risk_id) WHERE resolved_at IS NULL;
CREATE INDEX risk_dearest ON risk (shop_id, cost_minor, risk_id) WHERE resolved_at IS NULL;
CREATE INDEX risk_newest ON risk (shop_id, opened_at, risk_id) WHERE resolved_at IS NULL;
CREATE INDEX risk_resolved ON risk (shop_id, resolved_at, risk_id) WHERE resolved_at IS NOT NULL;

-- What arrived last is what the predicted dates are learned from.
CREATE INDEX parcel_arrived ON parcel (shop_id, delivered_at) WHERE delivered_at IS NOT NULL;
CREATE INDEX fulfillment_arrived ON fulfillment (shop_id, delivered_at) WHERE delivered_at IS NOT NULL;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['promise_shown', 'shop_eta', 'delivery_outcome', 'order_watch', 'risk', 'risk_setting'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
