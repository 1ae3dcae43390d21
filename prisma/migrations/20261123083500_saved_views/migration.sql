-- CreateTable
CREATE TABLE "saved_view" (
    "shop_id" BIGINT NOT NULL,
    "view_id" BIGSERIAL NOT NULL,
    "list" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("shop_id","view_id")
);

-- CreateTable
CREATE TABLE "view_default" (
    "shop_id" BIGINT NOT NULL,
    "who" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "view_id" BIGINT NOT NULL,

    CONSTRAINT "view_default_pkey" PRIMARY KEY ("shop_id","who","list")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_shop_id_list_owner_name_key" ON "saved_view"("shop_id", "list", "owner", "name");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- Views of stock were everybody's, and stay so. The table they were in is read by the version before; it goes with the next one.
ALTER TABLE "inventory_view" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "saved_view" (shop_id, list, owner, name, query, created_at)
SELECT shop_id, 'stock', '', name, query, created_at FROM "inventory_view" ORDER BY shop_id, view_id;
ALTER TABLE "inventory_view" FORCE ROW LEVEL SECURITY;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['saved_view', 'view_default'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
