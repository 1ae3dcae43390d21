-- When all open orders of a shop were looked over together last.
ALTER TABLE "routing_setting" ADD COLUMN "rebalanced_at" TIMESTAMPTZ(3);
