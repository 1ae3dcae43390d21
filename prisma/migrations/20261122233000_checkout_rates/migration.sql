-- CreateTable
CREATE TABLE "checkout_rates_setting" (
    "shop_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "offer" JSONB NOT NULL,
    "trouble" TEXT NOT NULL DEFAULT '',
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checkout_rates_setting_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "carrier_quote" (
    "shop_id" BIGINT NOT NULL,
    "carrier" TEXT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "country" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "grams" INTEGER NOT NULL,
    "rates" JSONB NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "carrier_quote_pkey" PRIMARY KEY ("shop_id","carrier","location_id","country","postal_code","grams")
);

-- CreateIndex
CREATE INDEX "carrier_quote_shop_id_asked_at_idx" ON "carrier_quote"("shop_id", "asked_at");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['checkout_rates_setting', 'carrier_quote'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
