-- What rules may ask of an order: nothing a list filters by, so one document instead of eleven columns.
ALTER TABLE "shop_order" ADD COLUMN "facts" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "order_line" ADD COLUMN "bundle" TEXT, ADD COLUMN "bundle_quantity" INTEGER, ADD COLUMN "selling_plan" TEXT;
