-- CreateTable
CREATE TABLE "stock_edit" (
    "shop_id" BIGINT NOT NULL,
    "edit_id" BIGSERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "problem" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL,
    "file_name" TEXT NOT NULL DEFAULT '',
    "staff_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "summary" JSONB,

    CONSTRAINT "stock_edit_pkey" PRIMARY KEY ("shop_id","edit_id")
);

-- CreateTable
CREATE TABLE "stock_edit_line" (
    "shop_id" BIGINT NOT NULL,
    "edit_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "into_state" TEXT NOT NULL DEFAULT '',
    "seen" INTEGER NOT NULL,
    "units" INTEGER NOT NULL,
    "line" INTEGER,
    "status" TEXT NOT NULL DEFAULT 'planned',
    "problem" TEXT NOT NULL DEFAULT '',
    "decided_from" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "intent_id" BIGINT,
    "intent_index" INTEGER,

    CONSTRAINT "stock_edit_line_pkey" PRIMARY KEY ("shop_id","edit_id","item_id","location_id")
);

-- CreateTable
CREATE TABLE "stock_edit_error" (
    "shop_id" BIGINT NOT NULL,
    "edit_id" BIGINT NOT NULL,
    "line" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "stock_edit_error_pkey" PRIMARY KEY ("shop_id","edit_id","line")
);

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- What is still to be written, by item: asked each time the stock of an item changes.
CREATE INDEX stock_edit_line_planned ON stock_edit_line (shop_id, item_id) WHERE status = 'planned';

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['stock_edit', 'stock_edit_line', 'stock_edit_error'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
