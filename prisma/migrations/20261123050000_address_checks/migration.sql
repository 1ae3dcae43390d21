-- AlterTable
ALTER TABLE "label_setting" ADD COLUMN     "address_rule" TEXT NOT NULL DEFAULT 'any';

-- CreateTable
CREATE TABLE "address_check" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "mark" BYTEA NOT NULL,
    "carrier" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "codes" TEXT[],
    "parts" TEXT[],
    "sealed" BYTEA,
    "status" TEXT NOT NULL,
    "who" TEXT,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "address_check_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

ALTER TABLE "address_check" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "address_check" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON "address_check" TO entrega_app
  USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint);
