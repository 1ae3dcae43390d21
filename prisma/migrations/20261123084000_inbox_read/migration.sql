-- CreateTable
CREATE TABLE "inbox_read" (
    "shop_id" BIGINT NOT NULL,
    "who" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbox_read_pkey" PRIMARY KEY ("shop_id","who","kind","ref")
);

-- CreateIndex
CREATE INDEX "inbox_read_shop_id_kind_ref_idx" ON "inbox_read"("shop_id", "kind", "ref");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

ALTER TABLE "inbox_read" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "inbox_read" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON "inbox_read" TO entrega_app
  USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint);
