-- CreateTable
CREATE TABLE "guard_rule" (
    "shop_id" BIGINT NOT NULL,
    "rule_id" BIGSERIAL NOT NULL,
    "scope" TEXT NOT NULL,
    "product_id" BIGINT,
    "label" TEXT NOT NULL DEFAULT '',
    "include" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guard_rule_pkey" PRIMARY KEY ("shop_id","rule_id")
);

-- CreateTable
CREATE TABLE "guard_claim" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "thing" TEXT NOT NULL,
    "thing_id" BIGINT NOT NULL,
    "phase" TEXT NOT NULL,
    "former" TEXT NOT NULL DEFAULT '',
    "intent_id" BIGINT,
    "trouble" TEXT NOT NULL DEFAULT '',
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guard_claim_pkey" PRIMARY KEY ("shop_id","product_id","thing","thing_id")
);

-- CreateTable
CREATE TABLE "guard_act" (
    "shop_id" BIGINT NOT NULL,
    "act_id" BIGSERIAL NOT NULL,
    "product_id" BIGINT NOT NULL,
    "thing" TEXT NOT NULL,
    "thing_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "acted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guard_act_pkey" PRIMARY KEY ("shop_id","act_id")
);

-- CreateTable
CREATE TABLE "guard_setting" (
    "shop_id" BIGINT NOT NULL,
    "channels" BIGINT[],
    "seen" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "guard_setting_pkey" PRIMARY KEY ("shop_id")
);

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- One rule for one thing.
CREATE UNIQUE INDEX guard_rule_of ON guard_rule (shop_id, scope, product_id, label) NULLS NOT DISTINCT;
-- Which claims a write that has come to an end was for.
CREATE INDEX guard_claim_under_way ON guard_claim (shop_id, intent_id) WHERE intent_id IS NOT NULL;
-- All variants of a product, and its items, when one of them changes. Items without a product are not looked for.
CREATE INDEX inventory_item_by_product ON inventory_item (shop_id, product_id, item_id) WHERE product_id IS NOT NULL;
-- The list of buffers by what is kept.
CREATE INDEX buffer_level_by_held ON buffer_level (shop_id, held, item_id, location_id);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['guard_rule', 'guard_claim', 'guard_act', 'guard_setting'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
