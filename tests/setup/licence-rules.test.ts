import { expect, test } from "vitest";
import { licenceProblems } from "../../scripts/licence-rules.ts";

const none = () => undefined;

test("what is deployed needs a licence that was looked at; a choice needs one such, a sum all", () => {
  const packages = {
    "": { license: "MIT" },
    "node_modules/a": { license: "MIT" },
    "node_modules/b": { license: "(GPL-3.0-only OR Apache-2.0)" },
    "node_modules/c": { license: "(MIT AND GPL-3.0-only)" },
    "node_modules/d": { license: "GPL-3.0-only" },
    "node_modules/a/node_modules/@x/e": {},
    "node_modules/date-holidays": { license: "(ISC AND CC-BY-3.0)" },
  };
  expect(licenceProblems(packages, none)).toEqual([
    "c: (MIT AND GPL-3.0-only)",
    "d: GPL-3.0-only",
    "@x/e: no licence is known",
  ]);
  expect(licenceProblems({ "node_modules/e": {} }, () => "ISC")).toEqual([]);
});

test("a tool that is never deployed may be more, but not what reaches out of itself", () => {
  const packages = {
    "node_modules/a": { license: "GPL-3.0-only", dev: true },
    "node_modules/b": { license: "AGPL-3.0-only", dev: true },
    "node_modules/c": { dev: true },
  };
  expect(licenceProblems(packages, none)).toEqual(["b: AGPL-3.0-only"]);
});
