-- CreateTable
CREATE TABLE "billing_plan" (
    "shop_id" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "interval" TEXT NOT NULL,
    "price" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "trial_ends_at" TIMESTAMPTZ(3),
    "period_ends_at" TIMESTAMPTZ(3),
    "test" BOOLEAN NOT NULL,
    "app_handle" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_plan_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "counted_order" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "month" TEXT NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "told_in" UUID,

    CONSTRAINT "counted_order_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "billing_month" (
    "shop_id" BIGINT NOT NULL,
    "month" TEXT NOT NULL,
    "orders" INTEGER NOT NULL,
    "extra" INTEGER NOT NULL,
    "cost_cents" BIGINT NOT NULL,

    CONSTRAINT "billing_month_pkey" PRIMARY KEY ("shop_id","month")
);

-- AlterTable
ALTER TABLE "effect_switch" ADD COLUMN     "first_on" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "counted_order_shop_id_month_order_id_idx" ON "counted_order"("shop_id", "month", "order_id");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- Few at any time: what Shopify has still to be told.
CREATE INDEX "counted_order_open" ON "counted_order"("shop_id", "state", "order_id") WHERE "state" IN ('waiting', 'asked');

UPDATE "effect_switch" SET "first_on" = "on_since";

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['billing_plan', 'counted_order', 'billing_month'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
