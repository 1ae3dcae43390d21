-- "ship complete" says from now on what the trade means by it: nothing leaves until everything can leave. What it said so far, everything in one
-- parcel, is a word of its own, and what "inPart" said (several parcels, nothing before everything can leave) is now "complete": stored rules
-- do what they did. `mode` is a parameter of this action alone.
-- The table's owner sees no row under FORCE.
ALTER TABLE "rule_version" NO FORCE ROW LEVEL SECURITY;
UPDATE "rule_version"
   SET "rules" = replace(replace("rules"::text, '"mode": "complete"', '"mode": "oneParcel"'), '"mode": "inPart"', '"mode": "complete"')::jsonb
 WHERE "rules"::text LIKE '%"mode": %';
ALTER TABLE "rule_version" FORCE ROW LEVEL SECURITY;
