-- CreateTable
CREATE TABLE "location_setting" (
    "shop_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "settings" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "location_setting_pkey" PRIMARY KEY ("shop_id","location_id")
);

-- CreateIndex
CREATE INDEX "fulfillment_shop_id_location_id_created_at_idx" ON "fulfillment"("shop_id", "location_id", "created_at");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

ALTER TABLE location_setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE location_setting FORCE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON location_setting TO entrega_app
  USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint);
