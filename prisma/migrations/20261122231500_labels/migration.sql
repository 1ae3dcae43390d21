-- Who carries a parcel, where the account is one with a broker or the number somebody's own.
ALTER TABLE "parcel" ADD COLUMN "courier" TEXT;

-- CreateTable
CREATE TABLE "label_setting" (
    "shop_id" BIGINT NOT NULL,
    "policy" TEXT NOT NULL,
    "within_minor" BIGINT,
    "preferred" TEXT,
    "guard_minor" BIGINT,
    "guard_percent" INTEGER,
    "duties_wait" BOOLEAN NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "label_setting_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "label_wish" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "wish" JSONB NOT NULL,

    CONSTRAINT "label_wish_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "label_choice" (
    "shop_id" BIGINT NOT NULL,
    "parcel_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "carrier" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "offers" JSONB NOT NULL,
    "guard" JSONB NOT NULL,
    "who" TEXT,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "label_choice_pkey" PRIMARY KEY ("shop_id","parcel_id")
);

-- CreateTable
CREATE TABLE "carrier_code" (
    "shop_id" BIGINT NOT NULL,
    "choice_id" BIGSERIAL NOT NULL,
    "carrier" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "stage" TEXT,
    "who" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "carrier_code_pkey" PRIMARY KEY ("shop_id","choice_id")
);

-- CreateIndex
CREATE INDEX "label_choice_shop_id_order_id_idx" ON "label_choice"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "carrier_code_shop_id_carrier_code_choice_id_idx" ON "carrier_code"("shop_id", "carrier", "code", "choice_id" DESC);

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- Codes that no table knows are listed often and are few.
CREATE INDEX parcel_scan_unknown ON parcel_scan (shop_id, code) WHERE stage = 'unknown';

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['label_setting', 'label_wish', 'label_choice', 'carrier_code'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
