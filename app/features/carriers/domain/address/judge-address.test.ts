import { describe, expect, test } from "vitest";
import type { CarrierAddress } from "../carrier.ts";
import { judgeAddress, mustWait } from "./judge-address.ts";

const ASKED: CarrierAddress = {
  name: "Ana Pérez",
  company: null,
  address1: "123 Main Street",
  address2: "Apartment 4",
  city: "Saint Louis",
  zip: "63101",
  countryCode: "US",
  phone: null,
  email: null,
};
const corrected = (change: Partial<CarrierAddress>, asked: Partial<CarrierAddress> = {}) =>
  judgeAddress({ ...ASKED, ...asked }, { status: "corrected", address: { ...ASKED, ...asked, ...change } });

describe("what a carrier writes otherwise and has found all the same", () => {
  test.each<[string, Partial<CarrierAddress>, Partial<CarrierAddress>]>([
    ["abbreviations", { address1: "123 MAIN ST", address2: "APT 4" }, {}],
    ["the flat on the first line", { address1: "123 MAIN ST APT 4", address2: null }, {}],
    ["a town's abbreviation", { city: "ST LOUIS" }, {}],
    ["the four digits behind a post code", { zip: "63101-2204" }, {}],
    [
      "accents, articles, ordinals",
      { address1: "CL LUZ 1, 2 B", address2: null },
      { address1: "Calle de la Luz 1, 2º B", address2: null },
    ],
    ["Spanish abbreviations", { address1: "AVDA CONSTITUCION 7" }, { address1: "Avenida Constitución 7" }],
    ["spaces in a post code", { zip: "SW1A1AA" }, { zip: "SW1A 1AA" }],
  ])("%s", (_, change, asked) => {
    expect(corrected(change, asked)).toMatchObject({ result: "deliverable", parts: [], suggestion: null });
  });
});

describe("what is another place", () => {
  test.each<[string, Partial<CarrierAddress>, Partial<CarrierAddress>, string[]]>([
    ["another house", { address1: "132 Main Street" }, {}, ["street"]],
    ["no flat any more", { address2: null }, {}, ["street"]],
    ["a side of the town that nobody named", { address1: "123 North Main Street" }, {}, ["street"]],
    ["another street", { address1: "123 Maple Street" }, {}, ["street"]],
    ["another post code and town", { zip: "62201", city: "East Saint Louis" }, {}, ["city", "zip"]],
    ["a post code that was missing", { zip: "63101" }, { zip: null }, ["zip"]],
  ])("%s", (_, change, asked, parts) => {
    expect(corrected(change, asked)).toMatchObject({
      result: "corrected",
      parts,
      suggestion: { ...ASKED, ...asked, ...change },
    });
  });
});

test("a door that the carrier does not find is undeliverable, with its codes; what it does not say nobody knows", () => {
  expect(judgeAddress(ASKED, { status: "undeliverable", codes: ["e.address.not_found"] })).toMatchObject({
    result: "undeliverable",
    codes: ["e.address.not_found"],
  });
  expect(judgeAddress(ASKED, { status: "refused", codes: ["unsupported"] })).toMatchObject({ result: "unknown" });
});

test("a label waits for what the shop wants it to wait for, and never because nobody could say", () => {
  const waits = (rule: Parameters<typeof mustWait>[1]) =>
    (["deliverable", "corrected", "undeliverable", "unknown"] as const).filter((result) => mustWait({ result }, rule));
  expect(waits("any")).toEqual(["corrected", "undeliverable"]);
  expect(waits("undeliverable")).toEqual(["undeliverable"]);
  expect(waits("never")).toEqual([]);
  expect(waits("off")).toEqual([]);
});
