-- CreateTable
CREATE TABLE "stock_feed" (
    "shop_id" BIGINT NOT NULL,
    "feed_id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "location_id" BIGINT,
    "url" TEXT NOT NULL DEFAULT '',
    "every_minutes" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),
    "columns" JSONB,
    "percent" INTEGER NOT NULL DEFAULT 100,
    "minus" INTEGER NOT NULL DEFAULT 0,
    "cap" INTEGER,
    "absent" TEXT NOT NULL DEFAULT 'keep',
    "knows_more" BOOLEAN NOT NULL DEFAULT false,
    "automatic" BOOLEAN NOT NULL DEFAULT false,
    "most_bad" INTEGER NOT NULL DEFAULT 5,
    "most_zeroed" INTEGER NOT NULL DEFAULT 20,
    "most_drop" INTEGER NOT NULL DEFAULT 50,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "stock_feed_pkey" PRIMARY KEY ("shop_id","feed_id")
);

-- CreateTable
CREATE TABLE "stock_feed_run" (
    "shop_id" BIGINT NOT NULL,
    "run_id" BIGSERIAL NOT NULL,
    "feed_id" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "problem" TEXT NOT NULL DEFAULT '',
    "file_name" TEXT NOT NULL,
    "file_ids" BIGINT[],
    "digest" TEXT NOT NULL DEFAULT '',
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "format" JSONB,
    "summary" JSONB,
    "clicked" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "stock_feed_run_pkey" PRIMARY KEY ("shop_id","run_id")
);

-- CreateTable
CREATE TABLE "stock_feed_target" (
    "shop_id" BIGINT NOT NULL,
    "run_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "line" INTEGER,
    "doubled" INTEGER,
    "from_units" INTEGER NOT NULL,
    "to_units" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'planned',
    "problem" TEXT NOT NULL DEFAULT '',
    "decided_from" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "intent_id" BIGINT,
    "intent_index" INTEGER,

    CONSTRAINT "stock_feed_target_pkey" PRIMARY KEY ("shop_id","run_id","item_id","location_id")
);

-- CreateTable
CREATE TABLE "stock_feed_error" (
    "shop_id" BIGINT NOT NULL,
    "run_id" BIGINT NOT NULL,
    "line" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "stock_feed_error_pkey" PRIMARY KEY ("shop_id","run_id","line")
);

-- CreateIndex
CREATE INDEX "stock_feed_run_shop_id_feed_id_run_id_idx" ON "stock_feed_run"("shop_id", "feed_id", "run_id");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- What is still to be written, by item: asked each time the stock of an item changes.
CREATE INDEX stock_feed_target_planned ON stock_feed_target (shop_id, item_id) WHERE status = 'planned';

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['stock_feed', 'stock_feed_run', 'stock_feed_target', 'stock_feed_error'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
