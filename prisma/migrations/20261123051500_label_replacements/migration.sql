-- CreateTable
CREATE TABLE "label_replacement" (
    "shop_id" BIGINT NOT NULL,
    "replacement_id" BIGSERIAL NOT NULL,
    "parcel_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "was_minor" BIGINT,
    "was_currency" TEXT,
    "offered_minor" BIGINT,
    "offered_currency" TEXT,
    "grams" INTEGER NOT NULL,
    "box" JSONB,
    "other_service" BOOLEAN NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "label_replacement_pkey" PRIMARY KEY ("shop_id","replacement_id")
);

-- CreateIndex
CREATE INDEX "label_replacement_shop_id_parcel_id_idx" ON "label_replacement"("shop_id", "parcel_id");

-- CreateIndex
CREATE INDEX "label_replacement_shop_id_order_id_idx" ON "label_replacement"("shop_id", "order_id");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- A label is replaced once at a time.
CREATE UNIQUE INDEX label_replacement_open ON label_replacement (shop_id, parcel_id) WHERE status IN ('voiding', 'buying');

ALTER TABLE "label_replacement" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "label_replacement" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON "label_replacement" TO entrega_app
  USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint);
