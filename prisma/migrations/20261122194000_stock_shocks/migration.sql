-- Where the stock ledger and the locations stood when the open orders of a shop were looked over together last.
ALTER TABLE "routing_setting" ADD COLUMN "seen" JSONB;
