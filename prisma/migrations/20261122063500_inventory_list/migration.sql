-- What the list of stock shows, filters and sorts by. An item that was mirrored before has these columns from its next read.
ALTER TABLE "inventory_item" ADD COLUMN     "barcode" TEXT,
ADD COLUMN     "inventory_policy" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "product_status" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "product_type" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "sku_key" TEXT COLLATE "C" NOT NULL DEFAULT '',
ADD COLUMN     "title_key" TEXT COLLATE "C" NOT NULL DEFAULT '',
ADD COLUMN     "unit_cost_currency" TEXT,
ADD COLUMN     "unit_cost_minor" BIGINT,
ADD COLUMN     "vendor" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "item_tag" (
    "shop_id" BIGINT NOT NULL,
    "tag" TEXT NOT NULL,
    "item_id" BIGINT NOT NULL,

    CONSTRAINT "item_tag_pkey" PRIMARY KEY ("shop_id","tag","item_id")
);

-- CreateTable: starts_with() uses an index only where text is ordered byte by byte, whatever the database's own collation is.
CREATE TABLE "item_word" (
    "shop_id" BIGINT NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,
    "item_id" BIGINT NOT NULL,

    CONSTRAINT "item_word_pkey" PRIMARY KEY ("shop_id","word","item_id")
);

-- CreateTable
CREATE TABLE "inventory_view" (
    "shop_id" BIGINT NOT NULL,
    "view_id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inventory_view_pkey" PRIMARY KEY ("shop_id","view_id")
);

-- CreateIndex
CREATE INDEX "inventory_item_shop_id_title_key_item_id_idx" ON "inventory_item"("shop_id", "title_key", "item_id");

-- CreateIndex
CREATE INDEX "inventory_item_shop_id_sku_key_item_id_idx" ON "inventory_item"("shop_id", "sku_key", "item_id");

-- CreateIndex
CREATE INDEX "inventory_item_shop_id_vendor_title_key_item_id_idx" ON "inventory_item"("shop_id", "vendor", "title_key", "item_id");

-- CreateIndex
CREATE INDEX "inventory_item_shop_id_product_type_title_key_item_id_idx" ON "inventory_item"("shop_id", "product_type", "title_key", "item_id");

-- CreateIndex
CREATE INDEX "item_tag_shop_id_item_id_idx" ON "item_tag"("shop_id", "item_id");

-- CreateIndex
CREATE INDEX "item_word_shop_id_item_id_idx" ON "item_word"("shop_id", "item_id");

-- CreateIndex
CREATE UNIQUE INDEX "inventory_view_shop_id_name_key" ON "inventory_view"("shop_id", "name");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- Levels in the order of a number, location by location: "every location" is a few of these walks side by side, and a location whose stock is unlike the
-- others' is not looked for among theirs. They hold `available`, by which the list filters, so that a walk reads nothing but its index.
CREATE INDEX inventory_level_by_available ON inventory_level (shop_id, location_id, available, item_id) WHERE active;
CREATE INDEX inventory_level_by_on_hand ON inventory_level (shop_id, location_id, on_hand, item_id) INCLUDE (available) WHERE active;
CREATE INDEX inventory_level_by_updated ON inventory_level (shop_id, location_id, updated_at, item_id) INCLUDE (available) WHERE active;
-- Most levels have nothing committed or on its way: those cost these indexes nothing.
CREATE INDEX inventory_level_by_committed ON inventory_level (shop_id, location_id, committed, item_id) INCLUDE (available) WHERE active AND committed <> 0;
CREATE INDEX inventory_level_by_incoming ON inventory_level (shop_id, location_id, incoming, item_id) INCLUDE (available) WHERE active AND incoming <> 0;
-- The others in the order of their items, for the rest of such a list. Takes the place of the index without the numbers.
DROP INDEX "inventory_level_shop_id_location_id_item_id_idx";
CREATE INDEX inventory_level_by_location ON inventory_level (shop_id, location_id, item_id) INCLUDE (active, available, committed, incoming);
-- Few are either, and they are looked for among all.
CREATE INDEX inventory_level_provisional ON inventory_level (shop_id, item_id, location_id) WHERE provisional;
CREATE INDEX inventory_level_inactive ON inventory_level (shop_id, item_id, location_id) WHERE NOT active;
CREATE INDEX inventory_item_untracked ON inventory_item (shop_id, item_id) WHERE NOT tracked;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['item_tag', 'item_word', 'inventory_view'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
