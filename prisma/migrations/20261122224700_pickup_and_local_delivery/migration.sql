-- CreateTable
CREATE TABLE "local_stop" (
    "shop_id" BIGINT NOT NULL,
    "fulfillment_order_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "area" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL,
    "asked" TEXT NOT NULL DEFAULT '',
    "problem" TEXT NOT NULL DEFAULT '',
    "driver" TEXT NOT NULL DEFAULT '',
    "position" INTEGER,
    "window_from" TIMESTAMPTZ(3),
    "window_to" TIMESTAMPTZ(3),
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "units" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "failed" TEXT NOT NULL DEFAULT '',
    "fulfillment_id" BIGINT,
    "out_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "settled_who" TEXT NOT NULL DEFAULT '',
    "photo_id" BIGINT,
    "signature_id" BIGINT,
    "sealed" BYTEA,
    "acts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "local_stop_pkey" PRIMARY KEY ("shop_id","fulfillment_order_id")
);

-- CreateTable
CREATE TABLE "pickup" (
    "shop_id" BIGINT NOT NULL,
    "fulfillment_order_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "asked" TEXT NOT NULL DEFAULT '',
    "problem" TEXT NOT NULL DEFAULT '',
    "units" INTEGER NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "ready_by" TIMESTAMPTZ(3) NOT NULL,
    "ready_by_reason" TEXT NOT NULL DEFAULT '',
    "ready_at" TIMESTAMPTZ(3),
    "ready_who" TEXT NOT NULL DEFAULT '',
    "keep_until" TIMESTAMPTZ(3),
    "remind_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "settled_who" TEXT NOT NULL DEFAULT '',
    "checked" TEXT NOT NULL DEFAULT '',
    "sealed" BYTEA,
    "transfers" INTEGER NOT NULL DEFAULT 0,
    "acts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "pickup_pkey" PRIMARY KEY ("shop_id","fulfillment_order_id")
);

-- CreateTable
CREATE TABLE "pickup_setting" (
    "shop_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "keep_days" INTEGER NOT NULL,
    "remind_days" INTEGER NOT NULL,
    "per_hour" INTEGER,
    "auto_refund" BOOLEAN NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "pickup_setting_pkey" PRIMARY KEY ("shop_id","location_id")
);

-- CreateTable
CREATE TABLE "pickup_try" (
    "shop_id" BIGINT NOT NULL,
    "who" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL,

    CONSTRAINT "pickup_try_pkey" PRIMARY KEY ("shop_id","who")
);

-- CreateIndex
CREATE INDEX "local_stop_shop_id_location_id_day_idx" ON "local_stop"("shop_id", "location_id", "day");

-- CreateIndex
CREATE INDEX "local_stop_shop_id_order_id_idx" ON "local_stop"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "pickup_shop_id_state_ready_by_fulfillment_order_id_idx" ON "pickup"("shop_id", "state", "ready_by", "fulfillment_order_id");

-- CreateIndex
CREATE INDEX "pickup_shop_id_location_id_ready_by_idx" ON "pickup"("shop_id", "location_id", "ready_by");

-- CreateIndex
CREATE INDEX "pickup_shop_id_order_id_idx" ON "pickup"("shop_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "pickup_shop_id_code_key" ON "pickup"("shop_id", "code");

-- AlterTable
ALTER TABLE "order_key" ADD COLUMN     "pickup" JSONB,
ADD COLUMN     "pickup_no" INTEGER NOT NULL DEFAULT 0;

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['pickup', 'pickup_setting', 'pickup_try', 'local_stop'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_shop ON %I TO entrega_app
         USING (shop_id = NULLIF(current_setting(''app.shop'', true), '''')::bigint)
         WITH CHECK (shop_id = NULLIF(current_setting(''app.shop'', true), '''')::bigint)', name);
  END LOOP;
END $$;
