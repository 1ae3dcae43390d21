-- AlterTable
ALTER TABLE "order_stock" DROP COLUMN "restocked",
ADD COLUMN     "lost" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "returned" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "order_refund_line" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "refund_id" BIGINT NOT NULL,
    "line_id" BIGINT NOT NULL,
    "order_line_id" BIGINT NOT NULL,
    "location_id" BIGINT,
    "restock_type" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "order_refund_line_pkey" PRIMARY KEY ("shop_id","order_id","refund_id","line_id")
);

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- The grant for the app is the schema's default (first migration).
ALTER TABLE order_refund_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE order_refund_line FORCE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON order_refund_line TO entrega_app
  USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint);
