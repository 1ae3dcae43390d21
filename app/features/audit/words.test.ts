import { expect, test } from "vitest";
import { detailsOf } from "./words.ts";

const WRITING = { money: (minor: number) => `${minor / 100} €`, yes: "yes", no: "no" };

test("what changed is written for people: amounts as money, yes and no, nothing as a dash", () => {
  const data = {
    before: { lateMinor: 500, dutiesWait: false, zone: null },
    after: { lateMinor: 750, dutiesWait: true, zone: "Europe/Madrid" },
    count: 3,
  };
  expect(detailsOf(data, WRITING)).toEqual([
    { field: "lateMinor", before: "5 €", after: "7.5 €" },
    { field: "dutiesWait", before: "no", after: "yes" },
    { field: "zone", before: "–", after: "Europe/Madrid" },
    { field: "count", before: null, after: "3" },
  ]);
});

test("a role that was given stands without a field", () => {
  expect(detailsOf({ before: null, after: "picker" }, WRITING)).toEqual([{ field: "", before: "–", after: "picker" }]);
});
