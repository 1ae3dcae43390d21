-- CreateTable
CREATE TABLE "shopper_choice" (
    "shop_id" BIGINT NOT NULL,
    "choice_id" BIGSERIAL NOT NULL,
    "order_id" BIGINT NOT NULL,
    "request_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "promise_id" BIGINT,
    "line_id" BIGINT,
    "variant_id" BIGINT,
    "codes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "shopper_choice_pkey" PRIMARY KEY ("shop_id","choice_id")
);

-- CreateTable
CREATE TABLE "delivery_report" (
    "shop_id" BIGINT NOT NULL,
    "report_id" BIGSERIAL NOT NULL,
    "order_id" BIGINT NOT NULL,
    "fulfillment_id" BIGINT,
    "request_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "looked" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "lines" JSONB NOT NULL DEFAULT '[]',
    "evidence" JSONB NOT NULL,
    "suggestion" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "value_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" TEXT NOT NULL DEFAULT '',
    "codes" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "delivery_report_pkey" PRIMARY KEY ("shop_id","report_id")
);

-- CreateTable
CREATE TABLE "report_setting" (
    "shop_id" BIGINT NOT NULL,
    "rules" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "report_setting_pkey" PRIMARY KEY ("shop_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "shopper_choice_shop_id_order_id_request_key_key" ON "shopper_choice"("shop_id", "order_id", "request_key");

-- CreateIndex
CREATE INDEX "delivery_report_shop_id_reported_at_report_id_idx" ON "delivery_report"("shop_id", "reported_at" DESC, "report_id" DESC);

-- CreateIndex
CREATE INDEX "delivery_report_shop_id_status_reported_at_report_id_idx" ON "delivery_report"("shop_id", "status", "reported_at" DESC, "report_id" DESC);

-- CreateIndex
CREATE INDEX "delivery_report_shop_id_value_minor_report_id_idx" ON "delivery_report"("shop_id", "value_minor" DESC, "report_id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "delivery_report_shop_id_order_id_request_key_key" ON "delivery_report"("shop_id", "order_id", "request_key");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- One choice at a time: what is open is settled before another is made.
CREATE UNIQUE INDEX shopper_choice_open ON shopper_choice (shop_id, order_id) WHERE status IN ('asked', 'doing');

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['shopper_choice', 'delivery_report', 'report_setting'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_shop ON %I TO entrega_app
         USING (shop_id = NULLIF(current_setting(''app.shop'', true), '''')::bigint)
         WITH CHECK (shop_id = NULLIF(current_setting(''app.shop'', true), '''')::bigint)', name);
  END LOOP;
END $$;
