-- CreateTable
CREATE TABLE "transfer" (
    "shop_id" BIGINT NOT NULL,
    "transfer_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "origin_id" BIGINT,
    "destination_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_no" BIGINT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("shop_id","transfer_id")
);

-- CreateTable
CREATE TABLE "transfer_line" (
    "shop_id" BIGINT NOT NULL,
    "transfer_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "line_id" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "picked" INTEGER NOT NULL,
    "held_as" TEXT NOT NULL,

    CONSTRAINT "transfer_line_pkey" PRIMARY KEY ("shop_id","transfer_id","item_id")
);

-- CreateTable
CREATE TABLE "shipment" (
    "shop_id" BIGINT NOT NULL,
    "shipment_id" BIGINT NOT NULL,
    "transfer_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "tracking_number" TEXT NOT NULL DEFAULT '',
    "arrives_at" TIMESTAMPTZ(3),
    "shipped_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3),

    CONSTRAINT "shipment_pkey" PRIMARY KEY ("shop_id","shipment_id")
);

-- CreateTable
CREATE TABLE "shipment_line" (
    "shop_id" BIGINT NOT NULL,
    "shipment_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "line_id" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "accepted" INTEGER NOT NULL,
    "rejected" INTEGER NOT NULL,

    CONSTRAINT "shipment_line_pkey" PRIMARY KEY ("shop_id","shipment_id","item_id")
);

-- CreateTable
CREATE TABLE "transfer_setting" (
    "shop_id" BIGINT NOT NULL,
    "connected_at" TIMESTAMPTZ(3),
    "holds" TEXT NOT NULL DEFAULT 'reserved',
    "target_days" INTEGER NOT NULL DEFAULT 14,
    "fixed_minor" BIGINT NOT NULL DEFAULT 0,
    "per_unit_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "transfer_setting_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "transfer_target" (
    "shop_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "days" INTEGER NOT NULL,

    CONSTRAINT "transfer_target_pkey" PRIMARY KEY ("shop_id","location_id")
);

-- CreateTable
CREATE TABLE "transfer_pack" (
    "shop_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "pack" INTEGER NOT NULL,
    "minimum" INTEGER NOT NULL,

    CONSTRAINT "transfer_pack_pkey" PRIMARY KEY ("shop_id","item_id")
);

-- CreateTable
CREATE TABLE "transfer_plan" (
    "shop_id" BIGINT NOT NULL,
    "plan_id" BIGSERIAL NOT NULL,
    "origin_id" BIGINT NOT NULL,
    "destination_id" BIGINT NOT NULL,
    "ready" BOOLEAN NOT NULL,
    "intent_id" BIGINT NOT NULL,
    "transfer_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transfer_plan_pkey" PRIMARY KEY ("shop_id","plan_id")
);

-- CreateTable
CREATE TABLE "transfer_plan_line" (
    "shop_id" BIGINT NOT NULL,
    "plan_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "transfer_plan_line_pkey" PRIMARY KEY ("shop_id","plan_id","item_id")
);

-- CreateIndex
CREATE INDEX "transfer_shop_id_status_transfer_id_idx" ON "transfer"("shop_id", "status", "transfer_id");

-- CreateIndex
CREATE INDEX "transfer_line_shop_id_item_id_idx" ON "transfer_line"("shop_id", "item_id");

-- CreateIndex
CREATE INDEX "shipment_shop_id_transfer_id_idx" ON "shipment"("shop_id", "transfer_id");

-- CreateIndex
CREATE INDEX "transfer_plan_shop_id_transfer_id_idx" ON "transfer_plan"("shop_id", "transfer_id");

-- CreateIndex
CREATE INDEX "transfer_plan_line_shop_id_item_id_idx" ON "transfer_plan_line"("shop_id", "item_id");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['transfer', 'transfer_line', 'shipment', 'shipment_line', 'transfer_setting', 'transfer_target', 'transfer_pack',
    'transfer_plan', 'transfer_plan_line'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
