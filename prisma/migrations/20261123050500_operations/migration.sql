-- AlterTable
ALTER TABLE "intent" ADD COLUMN     "cause" TEXT;

-- AlterTable
ALTER TABLE "mark" ADD COLUMN     "cause" TEXT;

-- CreateTable
CREATE TABLE "redaction" (
    "redaction_id" BIGSERIAL NOT NULL,
    "shop_no" BIGINT NOT NULL,
    "customer_id" BIGINT,
    "order_ids" BIGINT[],
    "whole_shop" BOOLEAN NOT NULL,
    "done_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "redaction_pkey" PRIMARY KEY ("redaction_id")
);

-- CreateIndex
CREATE INDEX "redaction_done_at_idx" ON "redaction"("done_at");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- Few intents are open, and they are counted among all.
CREATE INDEX intent_open ON intent (shop_id, status, not_before) WHERE status IN ('waiting', 'sending', 'unsure', 'asks');

-- What was erased is remembered as numbers, outside the shop's own rows: those go with it, and a restored backup must lose them again. The app writes and
-- forgets; reading it is the owner's business (npm run redactions).
REVOKE ALL ON redaction FROM entrega_app;
GRANT INSERT, DELETE ON redaction TO entrega_app;
GRANT SELECT (done_at) ON redaction TO entrega_app;

-- The watcher: counts and times of work over all shops, for metrics and readiness. It sees no id, no text and no person: columns are granted one by one.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'entrega_watch') THEN
    CREATE ROLE entrega_watch NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
END $$;
GRANT entrega_watch TO entrega_app;
GRANT USAGE ON SCHEMA public TO entrega_watch;
GRANT SELECT (kind, marked_at, not_before, set_aside_at) ON mark TO entrega_watch;
GRANT SELECT (status, created_at, not_before) ON intent TO entrega_watch;
GRANT SELECT (received_at, due_at, done_at) ON privacy_request TO entrega_watch;
GRANT SELECT (installed_at, uninstalled_at) ON shop TO entrega_watch;
CREATE POLICY watched ON mark FOR SELECT TO entrega_watch USING (true);
CREATE POLICY watched ON intent FOR SELECT TO entrega_watch USING (true);
CREATE POLICY watched ON privacy_request FOR SELECT TO entrega_watch USING (true);

-- Which migrations are applied: Prisma's own list, names and times only (it is missing where a migration is only compared).
DO $$ BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    GRANT SELECT (migration_name, finished_at, rolled_back_at) ON _prisma_migrations TO entrega_watch;
  END IF;
END $$;
