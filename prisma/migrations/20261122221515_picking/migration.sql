-- CreateTable
CREATE TABLE "pick_batch" (
    "shop_id" BIGINT NOT NULL,
    "batch_id" BIGSERIAL NOT NULL,
    "location_id" BIGINT NOT NULL,
    "mode" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "assignee" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "picked_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "pick_batch_pkey" PRIMARY KEY ("shop_id","batch_id")
);

-- CreateTable
CREATE TABLE "pick_task" (
    "shop_id" BIGINT NOT NULL,
    "task_id" BIGSERIAL NOT NULL,
    "batch_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "fulfillment_order_id" BIGINT NOT NULL,
    "place" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "news" TEXT NOT NULL DEFAULT '',
    "picked_at" TIMESTAMPTZ(3),
    "grams" INTEGER,
    "parcel_id" BIGINT,
    "shipped_at" TIMESTAMPTZ(3),

    CONSTRAINT "pick_task_pkey" PRIMARY KEY ("shop_id","task_id")
);

-- CreateTable
CREATE TABLE "pick_line" (
    "shop_id" BIGINT NOT NULL,
    "task_id" BIGINT NOT NULL,
    "order_line_id" BIGINT NOT NULL,
    "item_id" BIGINT,
    "wanted" INTEGER NOT NULL,
    "picked" INTEGER NOT NULL DEFAULT 0,
    "short" INTEGER NOT NULL DEFAULT 0,
    "checked" INTEGER NOT NULL DEFAULT 0,
    "put_back" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "pick_line_pkey" PRIMARY KEY ("shop_id","task_id","order_line_id")
);

-- CreateTable
CREATE TABLE "pick_scan" (
    "shop_id" BIGINT NOT NULL,
    "scan_id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "batch_id" BIGINT NOT NULL,
    "step" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "taken" JSONB NOT NULL DEFAULT '[]',
    "undone" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pick_scan_pkey" PRIMARY KEY ("shop_id","scan_id")
);

-- CreateTable
CREATE TABLE "pick_short" (
    "shop_id" BIGINT NOT NULL,
    "short_id" UUID NOT NULL,
    "task_id" BIGINT NOT NULL,
    "order_line_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "units" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "intent_id" BIGINT,
    "count_id" BIGINT,
    "count_name" TEXT NOT NULL,

    CONSTRAINT "pick_short_pkey" PRIMARY KEY ("shop_id","short_id")
);

-- CreateTable
CREATE TABLE "pick_claim" (
    "shop_id" BIGINT NOT NULL,
    "thing" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pick_claim_pkey" PRIMARY KEY ("shop_id","thing")
);

-- CreateIndex
CREATE INDEX "pick_batch_shop_id_status_batch_id_idx" ON "pick_batch"("shop_id", "status", "batch_id" DESC);

-- CreateIndex
CREATE INDEX "pick_task_shop_id_batch_id_idx" ON "pick_task"("shop_id", "batch_id");

-- CreateIndex
CREATE INDEX "pick_task_shop_id_order_id_idx" ON "pick_task"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "pick_scan_shop_id_batch_id_seq_idx" ON "pick_scan"("shop_id", "batch_id", "seq");

-- CreateIndex
CREATE INDEX "pick_short_shop_id_task_id_idx" ON "pick_short"("shop_id", "task_id");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- A fulfillment order is in one batch at a time, whoever makes them.
CREATE UNIQUE INDEX pick_task_active ON pick_task (shop_id, fulfillment_order_id) WHERE status IN ('open', 'picked');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['pick_batch', 'pick_task', 'pick_line', 'pick_scan', 'pick_short', 'pick_claim'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
