-- CreateTable
CREATE TABLE "package_box" (
    "shop_id" BIGINT NOT NULL,
    "box_id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "length_mm" INTEGER NOT NULL,
    "width_mm" INTEGER NOT NULL,
    "height_mm" INTEGER NOT NULL,
    "empty_grams" INTEGER NOT NULL,
    "most_grams" INTEGER,
    "cost_minor" BIGINT NOT NULL,

    CONSTRAINT "package_box_pkey" PRIMARY KEY ("shop_id","box_id")
);

-- CreateTable
CREATE TABLE "item_size" (
    "shop_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "length_mm" INTEGER NOT NULL,
    "width_mm" INTEGER NOT NULL,
    "height_mm" INTEGER NOT NULL,

    CONSTRAINT "item_size_pkey" PRIMARY KEY ("shop_id","item_id")
);

-- CreateTable
CREATE TABLE "paper_setting" (
    "shop_id" BIGINT NOT NULL,
    "settings" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "paper_setting_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "printed_document" (
    "shop_id" BIGINT NOT NULL,
    "print_id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "fulfillment_order_id" BIGINT NOT NULL,
    "by" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "void_at" TIMESTAMPTZ(3),
    "void_reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "printed_document_pkey" PRIMARY KEY ("shop_id","print_id")
);

-- CreateTable
CREATE TABLE "handover_manifest" (
    "shop_id" BIGINT NOT NULL,
    "manifest_id" BIGSERIAL NOT NULL,
    "location_id" BIGINT NOT NULL,
    "carrier" TEXT NOT NULL,
    "grams" INTEGER,
    "parcels" INTEGER NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_by" TEXT NOT NULL,
    "sheet" TEXT NOT NULL,
    "codes" TEXT[],
    "carrier_ref" TEXT,
    "file_id" BIGINT,

    CONSTRAINT "handover_manifest_pkey" PRIMARY KEY ("shop_id","manifest_id")
);

-- CreateTable
CREATE TABLE "manifest_parcel" (
    "shop_id" BIGINT NOT NULL,
    "parcel_id" BIGINT NOT NULL,
    "manifest_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "grams" INTEGER,

    CONSTRAINT "manifest_parcel_pkey" PRIMARY KEY ("shop_id","parcel_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "package_box_shop_id_name_key" ON "package_box"("shop_id", "name");

-- CreateIndex
CREATE INDEX "printed_document_shop_id_order_id_idx" ON "printed_document"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "printed_document_shop_id_fulfillment_order_id_kind_idx" ON "printed_document"("shop_id", "fulfillment_order_id", "kind");

-- CreateIndex
CREATE INDEX "handover_manifest_shop_id_closed_at_idx" ON "handover_manifest"("shop_id", "closed_at" DESC);

-- CreateIndex
CREATE INDEX "manifest_parcel_shop_id_manifest_id_idx" ON "manifest_parcel"("shop_id", "manifest_id");

-- CreateIndex
CREATE INDEX "manifest_parcel_shop_id_order_id_idx" ON "manifest_parcel"("shop_id", "order_id");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['package_box', 'item_size', 'paper_setting', 'printed_document', 'handover_manifest', 'manifest_parcel'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
