-- AlterTable
ALTER TABLE "rule_set" ADD COLUMN     "handles_all" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "rule_doubt" (
    "shop_id" BIGINT NOT NULL,
    "set_id" BIGINT NOT NULL,
    "rule_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "field" TEXT NOT NULL,
    "orders" INTEGER NOT NULL,

    CONSTRAINT "rule_doubt_pkey" PRIMARY KEY ("shop_id","set_id","rule_id","day","field")
);

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

ALTER TABLE rule_doubt ENABLE ROW LEVEL SECURITY;
ALTER TABLE rule_doubt FORCE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON rule_doubt TO entrega_app
  USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint);
