-- Entries now say why a level changed, one row for each change; until now they said how we learned of it, one row for each state. The old ones explain
-- nothing and go; what each level shows today becomes its opening.
DELETE FROM stock_entry;

-- AlterTable
ALTER TABLE "inventory_level" ADD COLUMN     "agreed_at" TIMESTAMPTZ(3),
ADD COLUMN     "o_available" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "o_committed" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "o_damaged" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "o_incoming" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "o_quality_control" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "o_reserved" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "o_safety_stock" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "opened_at" TIMESTAMPTZ(3),
ADD COLUMN     "suspect" INTEGER[],
ADD COLUMN     "suspect_at" TIMESTAMPTZ(3),
ADD COLUMN     "x_available" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "x_committed" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "x_damaged" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "x_incoming" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "x_quality_control" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "x_reserved" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "x_safety_stock" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "stock_entry" DROP COLUMN "after",
DROP COLUMN "before",
DROP COLUMN "ref",
DROP COLUMN "state",
ADD COLUMN     "available" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "committed" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "damaged" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "document_id" BIGINT,
ADD COLUMN     "document_kind" TEXT,
ADD COLUMN     "incoming" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "quality_control" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reserved" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "safety_stock" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "shop_profile" ADD COLUMN     "stock_looked_at" TIMESTAMPTZ(3),
ADD COLUMN     "stock_since" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "order_stock" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "committed" INTEGER NOT NULL,
    "shipped" INTEGER NOT NULL,
    "restocked" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "order_stock_pkey" PRIMARY KEY ("shop_id","order_id","item_id","location_id")
);

-- CreateTable
CREATE TABLE "stock_due" (
    "shop_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,

    CONSTRAINT "stock_due_pkey" PRIMARY KEY ("shop_id","item_id")
);

-- CreateIndex
CREATE INDEX "stock_entry_shop_id_cause_seq_idx" ON "stock_entry"("shop_id", "cause", "seq");

-- CreateIndex
CREATE INDEX "stock_entry_shop_id_document_kind_document_id_idx" ON "stock_entry"("shop_id", "document_kind", "document_id");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

UPDATE inventory_level SET opened_at = updated_at, agreed_at = updated_at,
  o_available = available, x_available = available,
  o_committed = committed, x_committed = committed,
  o_incoming = incoming, x_incoming = incoming,
  o_reserved = reserved, x_reserved = reserved,
  o_damaged = damaged, x_damaged = damaged,
  o_safety_stock = safety_stock, x_safety_stock = safety_stock,
  o_quality_control = quality_control, x_quality_control = quality_control;
ALTER TABLE inventory_level ALTER COLUMN opened_at SET NOT NULL, ALTER COLUMN agreed_at SET NOT NULL;

-- Reported and expected are not the same. Few levels differ, and all of them are looked at every quarter of an hour.
ALTER TABLE inventory_level ADD COLUMN differs BOOLEAN GENERATED ALWAYS AS
  (available <> x_available
   OR committed <> x_committed
   OR incoming <> x_incoming
   OR reserved <> x_reserved
   OR damaged <> x_damaged
   OR safety_stock <> x_safety_stock
   OR quality_control <> x_quality_control) STORED;
CREATE INDEX inventory_level_differs ON inventory_level (shop_id, item_id, location_id) WHERE differs;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['order_stock', 'stock_due'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
