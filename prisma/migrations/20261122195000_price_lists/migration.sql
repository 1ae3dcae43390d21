-- Carriers' price lists, by zone and weight, in place of weight × distance.
ALTER TABLE "routing_setting" ADD COLUMN "price_lists" JSONB NOT NULL DEFAULT '[]';
