-- CreateTable
CREATE TABLE "stock_count" (
    "shop_id" BIGINT NOT NULL,
    "count_id" BIGSERIAL NOT NULL,
    "location_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "scope_value" TEXT NOT NULL,
    "blind" BOOLEAN NOT NULL,
    "assignee" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "stock_count_pkey" PRIMARY KEY ("shop_id","count_id")
);

-- CreateTable
CREATE TABLE "stock_count_line" (
    "shop_id" BIGINT NOT NULL,
    "count_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "extra" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'open',
    "problem" TEXT NOT NULL DEFAULT '',
    "counted" INTEGER,
    "first_at" TIMESTAMPTZ(3),
    "counted_at" TIMESTAMPTZ(3),
    "recount_at" TIMESTAMPTZ(3),
    "expected" INTEGER,
    "sure" BOOLEAN NOT NULL DEFAULT false,
    "decided_from" INTEGER,
    "decided_to" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "intent_id" BIGINT,
    "intent_index" INTEGER,

    CONSTRAINT "stock_count_line_pkey" PRIMARY KEY ("shop_id","count_id","item_id")
);

-- CreateTable
CREATE TABLE "stock_count_scan" (
    "shop_id" BIGINT NOT NULL,
    "count_id" BIGINT NOT NULL,
    "scan_id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "item_id" BIGINT,
    "kind" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undone" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "stock_count_scan_pkey" PRIMARY KEY ("shop_id","count_id","scan_id")
);

-- CreateTable
CREATE TABLE "item_bin" (
    "shop_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "bin" TEXT NOT NULL,

    CONSTRAINT "item_bin_pkey" PRIMARY KEY ("shop_id","location_id","item_id")
);

-- CreateIndex
CREATE INDEX "stock_count_line_shop_id_item_id_idx" ON "stock_count_line"("shop_id", "item_id");

-- CreateIndex
CREATE INDEX "stock_count_scan_shop_id_count_id_item_id_idx" ON "stock_count_scan"("shop_id", "count_id", "item_id");

-- CreateIndex
CREATE INDEX "item_bin_shop_id_location_id_bin_idx" ON "item_bin"("shop_id", "location_id", "bin");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- What is still to be written, by item: asked each time the stock of an item changes.
CREATE INDEX stock_count_line_accepted ON stock_count_line (shop_id, item_id) WHERE status = 'accepted';

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['stock_count', 'stock_count_line', 'stock_count_scan', 'item_bin'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
