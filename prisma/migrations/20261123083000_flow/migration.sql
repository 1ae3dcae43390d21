-- CreateTable
CREATE TABLE "flow_use" (
    "shop_id" BIGINT NOT NULL,
    "trigger" TEXT NOT NULL,
    "in_use" BOOLEAN NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flow_use_pkey" PRIMARY KEY ("shop_id","trigger")
);

-- CreateTable
CREATE TABLE "flow_run" (
    "shop_id" BIGINT NOT NULL,
    "run" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "code" TEXT NOT NULL DEFAULT '',
    "intents" BIGINT[],
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "flow_run_pkey" PRIMARY KEY ("shop_id","run")
);

-- CreateIndex
CREATE INDEX "flow_run_shop_id_received_at_run_idx" ON "flow_run"("shop_id", "received_at", "run");

-- CreateIndex
CREATE INDEX "flow_run_shop_id_order_id_idx" ON "flow_run"("shop_id", "order_id");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

ALTER TABLE "flow_use" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "flow_use" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON "flow_use" TO entrega_app
  USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint);

ALTER TABLE "flow_run" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "flow_run" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON "flow_run" TO entrega_app
  USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint);
