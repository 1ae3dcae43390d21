-- CreateTable
CREATE TABLE "setup_look" (
    "shop_id" BIGINT NOT NULL,
    "looked_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3),
    "accounts" TEXT NOT NULL DEFAULT '',
    "order_pages" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "setup_look_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "setup_fault" (
    "shop_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "object_id" BIGINT NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setup_fault_pkey" PRIMARY KEY ("shop_id","kind","object_id")
);

-- CreateTable
CREATE TABLE "setup_skip" (
    "shop_id" BIGINT NOT NULL,
    "what" TEXT NOT NULL,
    "skipped_at" TIMESTAMPTZ(3) NOT NULL,
    "skipped_by" TEXT NOT NULL,

    CONSTRAINT "setup_skip_pkey" PRIMARY KEY ("shop_id","what")
);

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['setup_look', 'setup_fault', 'setup_skip'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
