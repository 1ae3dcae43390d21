-- How long parcels took, counted once a day. A shop that never set its costs has no row yet: what it means then is in the code.
ALTER TABLE "routing_setting" ADD COLUMN "lanes" JSONB NOT NULL DEFAULT '{}', ADD COLUMN "lanes_at" TIMESTAMPTZ(3);
