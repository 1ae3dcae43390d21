import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ruleSets } from "../../../../tests/factories/rules.ts";
import { documentJsonSchema, exportRules, importRules } from "./document.ts";
import { readRuleSet } from "./read.ts";

describe("a file of rules", () => {
  test("that was exported is imported as it was, whatever the rules are", () => {
    fc.assert(
      fc.property(ruleSets, (set) => {
        const read = importRules(exportRules("Mine", set));
        expect(read).toEqual({ value: { format: "entrega-rules", version: 1, name: "Mine", ...set } });
      }),
    );
  });

  test("is the same text every time", () => {
    fc.assert(
      fc.property(ruleSets, (set) => {
        const text = exportRules("Mine", set);
        const read = importRules(text);
        expect("value" in read && exportRules(read.value.name, read.value)).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  test.each<[string, string]>([
    ["{", "notJson "],
    ["[]", "wrongType "],
    ['{"format":"other"}', "notInList format"],
    [
      '{"format":"entrega-rules","version":2,"name":"x","trigger":"order.routing","channels":[],"handlesAll":false,"rules":[]}',
      "notInList version",
    ],
    [
      '{"format":"entrega-rules","version":1,"name":"x","trigger":"order.paid","channels":[],"handlesAll":false,"rules":[]}',
      "notInList trigger",
    ],
    [
      '{"format":"entrega-rules","version":1,"name":"x","trigger":"order.routing","channels":[],"handlesAll":false,"rules":[{}]}',
      "missing rules.0.id",
    ],
  ])("%s is refused", (text, fault) => {
    const read = importRules(text);
    expect("faults" in read && read.faults.map(({ code, path }) => `${code} ${path.join(".")}`)).toContain(fault);
  });
});

test("rules made from the catalogues are rules that can be read", () => {
  fc.assert(
    fc.property(ruleSets, (set) => {
      expect(readRuleSet(set)).toEqual({ value: set });
    }),
  );
});

test("the published schema names every field and every action, and nothing in it is left open", () => {
  const text = JSON.stringify(documentJsonSchema());
  expect(text).toContain('"const":"destination.postalCode"');
  expect(text).toContain('"const":"requireLocations"');
  const objects = [...text.matchAll(/"type":"object"/g)].length;
  const closed = [...text.matchAll(/"additionalProperties":false/g)].length;
  expect(closed).toBe(objects);
});
