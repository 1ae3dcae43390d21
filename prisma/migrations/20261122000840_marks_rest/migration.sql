-- Echoes of our own writes are read once, a minute later (docs/decisions/0007). Marks that are there already are read as before.
-- No policy or grant changes: those of the table cover its columns.
ALTER TABLE "mark" ADD COLUMN "may_rest" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "rests_until" TIMESTAMPTZ(6) NOT NULL DEFAULT '-infinity'::timestamp with time zone,
ADD COLUMN "hints_only" BOOLEAN NOT NULL DEFAULT false;
