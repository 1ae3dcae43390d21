-- A backlog of more than two minutes is read in bulk (app/features/refresh/catch-up.server.ts).
ALTER TABLE "mark" ADD COLUMN "bulk_version" BIGINT;

-- CreateTable
CREATE TABLE "catch_up" (
    "shop_id" BIGINT NOT NULL,
    "kind" SMALLINT NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,
    "until" TIMESTAMPTZ(6) NOT NULL,
    "read_no" BIGINT NOT NULL,
    "read_at" TIMESTAMPTZ(6) NOT NULL,
    "bulk_id" TEXT,
    "look_at" TIMESTAMPTZ(6) NOT NULL,
    "done" BIGINT NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(6),

    CONSTRAINT "catch_up_pkey" PRIMARY KEY ("shop_id")
);

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- The grant for the app is the schema's default (first migration).
ALTER TABLE catch_up ENABLE ROW LEVEL SECURITY;
ALTER TABLE catch_up FORCE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON catch_up TO entrega_app
  USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint);
