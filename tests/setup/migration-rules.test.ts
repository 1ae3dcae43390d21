import { describe, expect, test } from "vitest";
import { breaksOf, problemsOf } from "../../scripts/migration-rules.ts";

const breaks = (sql: string) => breaksOf(sql).map(({ what }) => what);

describe("a migration does nothing for an owner who is no superuser when it", () => {
  test.each([
    ['UPDATE "parcel" p SET "grams" = 1;', "change rows of parcel"],
    ["DELETE FROM stock_entry;", "change rows of stock_entry"],
  ])("%s", (sql, what) => {
    expect(breaks(sql)).toEqual([what]);
  });
});

describe("a migration breaks the version before when it", () => {
  test.each([
    ['DROP TABLE "parcel";', "drop table parcel"],
    ['ALTER TABLE "parcel" DROP COLUMN "weight";', "drop column parcel.weight"],
    ['ALTER TABLE "parcel" ADD COLUMN "a" numeric(3, 2),\nDROP COLUMN "weight";', "drop column parcel.weight"],
    ['ALTER TABLE "parcel" RENAME COLUMN "weight" TO "grams";', "rename parcel.weight"],
    ['ALTER TABLE "parcel" RENAME TO "box";', "rename table parcel"],
    ["ALTER TABLE parcel ALTER COLUMN weight SET DATA TYPE bigint;", "change type of parcel.weight"],
    ["ALTER TABLE parcel ALTER weight SET NOT NULL;", "require parcel.weight"],
    ["ALTER TABLE parcel ALTER COLUMN weight DROP DEFAULT;", "drop default of parcel.weight"],
    ['ALTER TABLE "parcel" ADD COLUMN "grams" INTEGER NOT NULL;', "require new parcel.grams"],
    ["ALTER TABLE parcel ADD CONSTRAINT heavy CHECK (grams > 0);", "constrain parcel heavy"],
    ['CREATE UNIQUE INDEX "parcel_x_key" ON "parcel"("x");', "unique parcel"],
    ['DROP INDEX "parcel_x_key";', "drop index parcel_x_key"],
    ["DROP FUNCTION stock_link_send(bigint, timestamptz);", "drop function stock_link_send"],
    ["REVOKE UPDATE ON parcel FROM entrega_app;", "revoke on parcel"],
    ["DO $$ BEGIN IF true THEN DELETE FROM x; DROP TABLE parcel; END IF; END $$;", "drop table parcel"],
  ])("%s", (sql, what) => {
    expect(breaks(sql)).toEqual([what]);
  });
});

describe("a migration does not when it", () => {
  test.each([
    'CREATE TABLE "box" ("id" BIGINT NOT NULL);\nALTER TABLE "box" ADD COLUMN "a" INT NOT NULL;\nREVOKE UPDATE ON box FROM entrega_app;\nCREATE UNIQUE INDEX "box_key" ON "box"("id");',
    'ALTER TABLE "parcel" ADD COLUMN "grams" INTEGER, ADD COLUMN "boxes" JSONB NOT NULL DEFAULT \'[]\';',
    "ALTER TABLE parcel ADD COLUMN twice integer NOT NULL GENERATED ALWAYS AS (grams * 2) STORED;",
    'CREATE INDEX "parcel_grams_idx" ON "parcel"("grams"); DROP INDEX "parcel_old_idx";',
    "ALTER TABLE parcel ALTER COLUMN weight DROP NOT NULL; ALTER TABLE parcel DROP CONSTRAINT heavy;",
    'ALTER TABLE "parcel" NO FORCE ROW LEVEL SECURITY; UPDATE "parcel" SET x = 1; ALTER TABLE "parcel" FORCE ROW LEVEL SECURITY;',
    "-- DROP TABLE parcel;\nALTER TABLE mark SET (fillfactor = 70);",
  ])("%s", (sql) => {
    expect(breaks(sql)).toEqual([]);
  });
});

test("what is allowed needs a reason, and a reason needs what it allows", () => {
  const migrations = new Map([["1_drop", 'DROP TABLE "parcel"; DROP TABLE "box";']]);
  expect(
    problemsOf(migrations, { "1_drop": { "drop table parcel": "unused since 0_x", "drop table pallet": "?" } }),
  ).toEqual([
    "1_drop: drop table box: the code before uses it",
    '1_drop: allows "drop table pallet", which it does not do',
  ]);
});
