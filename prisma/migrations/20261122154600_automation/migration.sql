-- CreateTable
CREATE TABLE "rule_set" (
    "shop_id" BIGINT NOT NULL,
    "set_id" BIGSERIAL NOT NULL,
    "trigger" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "channels" TEXT[],
    "position" INTEGER NOT NULL,
    "paused_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_set_pkey" PRIMARY KEY ("shop_id","set_id")
);

-- CreateTable
CREATE TABLE "rule_version" (
    "shop_id" BIGINT NOT NULL,
    "version_id" BIGSERIAL NOT NULL,
    "set_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "based_on" BIGINT,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_by" TEXT NOT NULL DEFAULT '',
    "approved_at" TIMESTAMPTZ(3),
    "live_from" TIMESTAMPTZ(3),

    CONSTRAINT "rule_version_pkey" PRIMARY KEY ("shop_id","version_id")
);

-- CreateTable
CREATE TABLE "rule_change" (
    "shop_id" BIGINT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "set_id" BIGINT NOT NULL,
    "version_id" BIGINT,
    "code" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "rule_change_pkey" PRIMARY KEY ("shop_id","seq")
);

-- CreateTable
CREATE TABLE "rule_match" (
    "shop_id" BIGINT NOT NULL,
    "set_id" BIGINT NOT NULL,
    "rule_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "matched" INTEGER NOT NULL,
    "unknown" INTEGER NOT NULL,

    CONSTRAINT "rule_match_pkey" PRIMARY KEY ("shop_id","set_id","rule_id","day")
);

-- CreateTable
CREATE TABLE "decision_snapshot" (
    "shop_id" BIGINT NOT NULL,
    "decision_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "fulfillment_order_id" BIGINT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "format" SMALLINT NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "decision_snapshot_pkey" PRIMARY KEY ("shop_id","decision_id")
);

-- CreateTable
CREATE TABLE "replay" (
    "shop_id" BIGINT NOT NULL,
    "replay_id" BIGSERIAL NOT NULL,
    "set_id" BIGINT NOT NULL,
    "version_id" BIGINT NOT NULL,
    "digest" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "order_ids" BIGINT[],
    "status" TEXT NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "totals" JSONB NOT NULL DEFAULT '{}',
    "failure" TEXT NOT NULL DEFAULT '',
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "replay_pkey" PRIMARY KEY ("shop_id","replay_id")
);

-- CreateTable
CREATE TABLE "replay_order" (
    "shop_id" BIGINT NOT NULL,
    "replay_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "fulfillment_order_id" BIGINT NOT NULL,
    "change" TEXT NOT NULL,
    "cost_minor" BIGINT,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,

    CONSTRAINT "replay_order_pkey" PRIMARY KEY ("shop_id","replay_id","position")
);

-- CreateIndex
CREATE INDEX "rule_version_shop_id_set_id_live_from_idx" ON "rule_version"("shop_id", "set_id", "live_from" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "rule_version_shop_id_set_id_number_key" ON "rule_version"("shop_id", "set_id", "number");

-- CreateIndex
CREATE INDEX "rule_change_shop_id_set_id_seq_idx" ON "rule_change"("shop_id", "set_id", "seq" DESC);

-- CreateIndex
CREATE INDEX "decision_snapshot_shop_id_decided_at_decision_id_idx" ON "decision_snapshot"("shop_id", "decided_at", "decision_id");

-- CreateIndex
CREATE INDEX "decision_snapshot_shop_id_order_id_idx" ON "decision_snapshot"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "replay_shop_id_set_id_replay_id_idx" ON "replay"("shop_id", "set_id", "replay_id" DESC);

-- CreateIndex
CREATE INDEX "replay_shop_id_status_idx" ON "replay"("shop_id", "status");

-- CreateIndex
CREATE INDEX "replay_order_shop_id_replay_id_change_position_idx" ON "replay_order"("shop_id", "replay_id", "change", "position");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['rule_set', 'rule_version', 'rule_change', 'rule_match', 'decision_snapshot', 'replay', 'replay_order'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;

-- Append-only: who changed which rule does not change.
REVOKE UPDATE ON rule_change FROM entrega_app;
