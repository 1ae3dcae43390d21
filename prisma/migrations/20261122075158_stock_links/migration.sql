-- CreateTable
CREATE TABLE "stock_link" (
    "shop_id" BIGINT NOT NULL,
    "link_id" BIGSERIAL NOT NULL,
    "side" TEXT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "rule" TEXT NOT NULL,
    "peer_id" BIGINT,
    "peer_domain" TEXT NOT NULL DEFAULT '',
    "code_hash" BYTEA,
    "code_until" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "peer_confirmed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_link_pkey" PRIMARY KEY ("shop_id","link_id")
);

-- CreateTable
CREATE TABLE "stock_link_try" (
    "shop_id" BIGINT NOT NULL,
    "try_id" BIGSERIAL NOT NULL,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_link_try_pkey" PRIMARY KEY ("shop_id","try_id")
);

-- CreateTable
CREATE TABLE "stock_link_code" (
    "shop_id" BIGINT NOT NULL,
    "link_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,

    CONSTRAINT "stock_link_code_pkey" PRIMARY KEY ("shop_id","link_id","item_id")
);

-- CreateTable
CREATE TABLE "stock_link_item" (
    "shop_id" BIGINT NOT NULL,
    "link_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "seen_seq" BIGINT NOT NULL DEFAULT 0,
    "moved" INTEGER NOT NULL DEFAULT 0,
    "stated" INTEGER NOT NULL DEFAULT 0,
    "heard_no" BIGINT NOT NULL DEFAULT 0,
    "heard_moved" INTEGER NOT NULL DEFAULT 0,
    "heard_stated" INTEGER NOT NULL DEFAULT 0,
    "number" INTEGER,
    "ack_moved" INTEGER NOT NULL DEFAULT 0,
    "ack_stated" INTEGER NOT NULL DEFAULT 0,
    "resolved" INTEGER NOT NULL DEFAULT 0,
    "owed" INTEGER NOT NULL DEFAULT 0,
    "told_no" BIGINT NOT NULL DEFAULT 0,
    "told" TEXT NOT NULL DEFAULT '',
    "asked" BOOLEAN NOT NULL DEFAULT false,
    "intent_id" BIGINT,
    "place" SMALLINT,
    "writing" INTEGER NOT NULL DEFAULT 0,
    "from_available" INTEGER,
    "trouble" TEXT NOT NULL DEFAULT '',
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_link_item_pkey" PRIMARY KEY ("shop_id","link_id","item_id")
);

-- CreateTable
CREATE TABLE "stock_message" (
    "shop_id" BIGINT NOT NULL,
    "message_id" BIGSERIAL NOT NULL,
    "link_id" BIGINT NOT NULL,
    "way" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "no" BIGINT NOT NULL,
    "moved" INTEGER NOT NULL,
    "stated" INTEGER NOT NULL,
    "ack_moved" INTEGER NOT NULL,
    "ack_stated" INTEGER NOT NULL,
    "number" INTEGER,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,

    CONSTRAINT "stock_message_pkey" PRIMARY KEY ("shop_id","message_id")
);

-- CreateTable
CREATE TABLE "transfer_act" (
    "shop_id" BIGINT NOT NULL,
    "transfer_id" BIGINT NOT NULL,
    "intent_id" BIGINT NOT NULL,

    CONSTRAINT "transfer_act_pkey" PRIMARY KEY ("shop_id","transfer_id","intent_id")
);

-- CreateIndex
CREATE INDEX "stock_link_code_shop_id_link_id_code_idx" ON "stock_link_code"("shop_id", "link_id", "code");

-- CreateIndex
CREATE INDEX "stock_link_item_shop_id_item_id_idx" ON "stock_link_item"("shop_id", "item_id");

-- CreateIndex
CREATE UNIQUE INDEX "stock_link_item_shop_id_link_id_code_key" ON "stock_link_item"("shop_id", "link_id", "code");

-- CreateIndex
CREATE INDEX "stock_message_shop_id_link_id_message_id_idx" ON "stock_message"("shop_id", "link_id", "message_id");
