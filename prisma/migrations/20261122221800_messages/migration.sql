-- CreateTable
CREATE TABLE "message" (
    "shop_id" BIGINT NOT NULL,
    "message_id" BIGSERIAL NOT NULL,
    "order_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "fact" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "audience" TEXT NOT NULL,
    "sealed_to" BYTEA,
    "status" TEXT NOT NULL,
    "why" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "tries" SMALLINT NOT NULL DEFAULT 0,
    "tried_at" TIMESTAMPTZ(3),
    "clicked" BOOLEAN NOT NULL DEFAULT false,
    "sent_at" TIMESTAMPTZ(3),
    "to_masked" TEXT NOT NULL DEFAULT '',
    "to_hash" BYTEA,
    "locale" TEXT NOT NULL DEFAULT '',
    "template" INTEGER NOT NULL DEFAULT 0,
    "answer" TEXT NOT NULL DEFAULT '',
    "sealed" BYTEA,

    CONSTRAINT "message_pkey" PRIMARY KEY ("shop_id","message_id")
);

-- CreateTable
CREATE TABLE "mail_stop" (
    "shop_id" BIGINT NOT NULL,
    "email_hash" BYTEA NOT NULL,
    "why" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "by" TEXT NOT NULL,
    "answer" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_stop_pkey" PRIMARY KEY ("shop_id","email_hash","why")
);

-- CreateTable
CREATE TABLE "mail_account" (
    "shop_id" BIGINT NOT NULL,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "security" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "from_name" TEXT NOT NULL,
    "from_address" TEXT NOT NULL,
    "reply_to" TEXT NOT NULL,
    "code_hash" BYTEA,
    "code_sent_at" TIMESTAMPTZ(3),
    "code_tries" SMALLINT NOT NULL DEFAULT 0,
    "verified_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "mail_account_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "message_setting" (
    "shop_id" BIGINT NOT NULL,
    "settings" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "message_setting_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "message_template" (
    "shop_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" TEXT NOT NULL,

    CONSTRAINT "message_template_pkey" PRIMARY KEY ("shop_id","kind","locale","version")
);

-- CreateIndex
CREATE INDEX "message_shop_id_due_at_idx" ON "message"("shop_id", "due_at");

-- CreateIndex
CREATE INDEX "message_shop_id_created_at_message_id_idx" ON "message"("shop_id", "created_at" DESC, "message_id" DESC);

-- CreateIndex
CREATE INDEX "message_shop_id_status_created_at_message_id_idx" ON "message"("shop_id", "status", "created_at" DESC, "message_id" DESC);

-- CreateIndex
CREATE INDEX "message_shop_id_kind_created_at_message_id_idx" ON "message"("shop_id", "kind", "created_at" DESC, "message_id" DESC);

-- CreateIndex
CREATE INDEX "message_shop_id_sent_at_idx" ON "message"("shop_id", "sent_at");

-- CreateIndex
CREATE UNIQUE INDEX "message_shop_id_order_id_kind_fact_key" ON "message"("shop_id", "order_id", "kind", "fact");

-- CreateIndex
CREATE INDEX "mail_stop_shop_id_order_id_idx" ON "mail_stop"("shop_id", "order_id");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['message', 'mail_stop', 'mail_account', 'message_setting', 'message_template'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
END $$;
