-- AlterTable
ALTER TABLE "intent" ADD COLUMN     "allowed_by" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "asked_as" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "asked_by" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "audit_entry" (
    "shop_id" BIGINT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "who" TEXT NOT NULL,
    "role" TEXT NOT NULL DEFAULT '',
    "permission" TEXT NOT NULL DEFAULT '',
    "page" TEXT NOT NULL DEFAULT '',
    "area" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("shop_id","seq")
);

-- CreateTable
CREATE TABLE "staff_member" (
    "shop_id" BIGINT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "role" TEXT NOT NULL,
    "is_owner" BOOLEAN NOT NULL,
    "person" BYTEA,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_member_pkey" PRIMARY KEY ("shop_id","user_id")
);

-- CreateTable
CREATE TABLE "staff_setting" (
    "shop_id" BIGINT NOT NULL,
    "newcomer_role" TEXT NOT NULL,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_setting_pkey" PRIMARY KEY ("shop_id")
);

-- CreateIndex
CREATE INDEX "audit_entry_shop_id_at_seq_idx" ON "audit_entry"("shop_id", "at", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_shop_id_who_at_seq_idx" ON "audit_entry"("shop_id", "who", "at", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_shop_id_code_at_seq_idx" ON "audit_entry"("shop_id", "code", "at", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_shop_id_area_at_seq_idx" ON "audit_entry"("shop_id", "area", "at", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_shop_id_subject_seq_idx" ON "audit_entry"("shop_id", "subject", "seq");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

ALTER TABLE "staff_member" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "staff_member" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON "staff_member" TO entrega_app
  USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint);

ALTER TABLE "staff_setting" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "staff_setting" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON "staff_setting" TO entrega_app
  USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint);

ALTER TABLE "audit_entry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_entry" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON "audit_entry" TO entrega_app
  USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint);

-- What was done stays as it was written: the app can add to the log, and forget what is over its term, or all of it for a shop that is erased. Nothing else.
REVOKE UPDATE ON "audit_entry" FROM entrega_app;
CREATE POLICY only_what_is_due ON "audit_entry" AS RESTRICTIVE FOR DELETE TO entrega_app
  USING (at < now() - interval '24 months'
    OR shop_id = NULLIF(current_setting('app.erasing', true), '')::bigint);

-- The history of rules is part of the log from now on. The table itself goes with a later version: the one before still reads it while this one is rolled out.
INSERT INTO "audit_entry" (shop_id, at, who, area, code, subject, data)
SELECT shop_id, at, who, 'automations', 'rules.' || code, 'set:' || set_id,
       data || jsonb_build_object('change', seq::text) || CASE WHEN version_id IS NULL THEN '{}' ELSE jsonb_build_object('versionId', version_id::text) END
  FROM "rule_change" ORDER BY shop_id, seq;
