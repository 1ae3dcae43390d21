-- CreateTable
CREATE TABLE "buffer_rule" (
    "shop_id" BIGINT NOT NULL,
    "rule_id" BIGSERIAL NOT NULL,
    "scope" TEXT NOT NULL,
    "item_id" BIGINT,
    "location_id" BIGINT,
    "label" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "buffer_rule_pkey" PRIMARY KEY ("shop_id","rule_id")
);

-- CreateTable
CREATE TABLE "buffer_level" (
    "shop_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "held" INTEGER NOT NULL DEFAULT 0,
    "target" INTEGER NOT NULL,
    "rule_id" BIGINT,
    "intent_id" BIGINT,
    "place" SMALLINT,
    "moving" INTEGER NOT NULL DEFAULT 0,
    "from_available" INTEGER,
    "from_safety" INTEGER,
    "trouble" TEXT NOT NULL DEFAULT '',
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "buffer_level_pkey" PRIMARY KEY ("shop_id","item_id","location_id")
);

-- CreateTable
CREATE TABLE "buffer_correction" (
    "shop_id" BIGINT NOT NULL,
    "correction_id" BIGSERIAL NOT NULL,
    "item_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "corrected_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "buffer_correction_pkey" PRIMARY KEY ("shop_id","correction_id")
);

-- CreateTable
CREATE TABLE "buffer_setting" (
    "shop_id" BIGINT NOT NULL,
    "paused_at" TIMESTAMPTZ(3),
    "sells" BIGINT[],

    CONSTRAINT "buffer_setting_pkey" PRIMARY KEY ("shop_id")
);

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- One rule for one thing.
CREATE UNIQUE INDEX buffer_rule_of ON buffer_rule (shop_id, scope, item_id, location_id, label) NULLS NOT DISTINCT;
-- What each rule holds, without reading the rows.
CREATE INDEX buffer_level_by_rule ON buffer_level (shop_id, rule_id) INCLUDE (held, target);
-- Few are either, and they are looked for among all.
CREATE INDEX buffer_level_trouble ON buffer_level (shop_id, item_id, location_id) WHERE trouble <> '';

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['buffer_rule', 'buffer_level', 'buffer_correction', 'buffer_setting'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
