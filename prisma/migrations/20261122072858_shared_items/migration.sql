-- CreateTable
CREATE TABLE "shared_item" (
    "shop_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "group_id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shared_item_pkey" PRIMARY KEY ("shop_id","item_id")
);

-- CreateTable
CREATE TABLE "shared_component" (
    "shop_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "component_id" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "shared_component_pkey" PRIMARY KEY ("shop_id","item_id","component_id")
);

-- CreateTable
CREATE TABLE "shared_level" (
    "shop_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "seen_seq" BIGINT NOT NULL DEFAULT 0,
    "owed" INTEGER NOT NULL DEFAULT 0,
    "owed_by" BIGINT,
    "intent_id" BIGINT,
    "place" SMALLINT,
    "writing" INTEGER NOT NULL DEFAULT 0,
    "from_available" INTEGER,
    "trouble" TEXT NOT NULL DEFAULT '',
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shared_level_pkey" PRIMARY KEY ("shop_id","item_id","location_id")
);

-- CreateIndex
CREATE INDEX "shared_item_shop_id_group_id_idx" ON "shared_item"("shop_id", "group_id");

-- CreateIndex
CREATE INDEX "shared_component_shop_id_component_id_idx" ON "shared_component"("shop_id", "component_id");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- Few are either, and they are looked for among all.
CREATE INDEX shared_level_open ON shared_level (shop_id, item_id) WHERE trouble <> '' OR owed <> 0;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['shared_item', 'shared_component', 'shared_level'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
