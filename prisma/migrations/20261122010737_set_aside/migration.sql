-- A marked thing whose reading fails for a reason of our own does not stop its shop's lane (app/features/refresh/read-marked.server.ts).
-- No policy, grant or index changes: those of the table cover its columns, and what is set aside is found by (shop_id, not_before).
ALTER TABLE "mark" ADD COLUMN "set_aside_at" TIMESTAMPTZ(6),
ADD COLUMN "set_aside_code" TEXT;
