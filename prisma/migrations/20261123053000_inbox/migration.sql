-- CreateTable
CREATE TABLE "inbox_mark" (
    "shop_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "owner" TEXT NOT NULL DEFAULT '',
    "snoozed_until" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" TEXT NOT NULL,

    CONSTRAINT "inbox_mark_pkey" PRIMARY KEY ("shop_id","kind","ref")
);

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

ALTER TABLE "inbox_mark" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "inbox_mark" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON "inbox_mark" TO entrega_app
  USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint);
