-- What is done with orders of which units are missing (features/routing/domain/in-part.ts); empty: they wait.
ALTER TABLE "routing_setting" ADD COLUMN "in_part" JSONB NOT NULL DEFAULT '{}';
