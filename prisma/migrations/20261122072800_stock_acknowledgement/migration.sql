-- CreateTable
CREATE TABLE "stock_acknowledgement" (
    "shop_id" BIGINT NOT NULL,
    "seq" BIGINT NOT NULL,
    "note" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_acknowledgement_pkey" PRIMARY KEY ("shop_id","seq")
);

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

ALTER TABLE stock_acknowledgement ENABLE ROW LEVEL SECURITY;
ALTER TABLE stock_acknowledgement FORCE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON stock_acknowledgement TO entrega_app
  USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint);
