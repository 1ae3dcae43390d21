import { describe, expect, test } from "vitest";
import { checkCharacter } from "./checksums.ts";
import type { Checksum } from "./specification.ts";

const GS1: Checksum = { name: "mod10", modulo: 10, evens_multiplier: 3, odds_multiplier: 1, reverse: true };
const UPS: Checksum = { name: "mod10", modulo: 10, evens_multiplier: 1, odds_multiplier: 2, reverse: false };
const DPD: Checksum = { name: "mod_37_36", modulo: 36, alphabet: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" };
const S10: Checksum = { name: "s10", modulo: 11, weightings: [8, 6, 4, 2, 3, 5, 9, 7] };
const FEDEX: Checksum = {
  name: "sum_product_with_weightings_and_modulo",
  weightings: [3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1],
  modulo1: 11,
  modulo2: 10,
};

describe("check characters, by the examples of their standards", () => {
  test.each([
    ["GS1 General Specifications 7.9.1: 37610425002123456 → 9", GS1, "37610425002123456", "9"],
    ["ISO/IEC 7812-1: 7992739871 → 3", { name: "luhn" }, "7992739871", "3"],
    ["UPU S10: 47312482 → 9", S10, "47312482", "9"],
    ["UPS counts letters: 1Z 999AA1 01 2345678 → 4", UPS, "999AA1012345678", "4"],
    ["IATA air waybill: 7389105114 modulo 7 → 6", { name: "mod7", modulo: 7 }, "7389105114", "6"],
    ["DPD parcel label: 09980000020033 → F", DPD, "09980000020033", "F"],
    ["FedEx Express: 98657878885 → 5", FEDEX, "98657878885", "5"],
  ] satisfies [string, Checksum, string, string][])("%s", (_, checksum, serial, check) => {
    expect(checkCharacter(checksum, serial)).toBe(check);
  });

  test.each([
    ["S10 writes eleven as 5", S10, "00000000", "5"],
    ["S10 writes ten as 0", S10, "00000008", "0"],
    ["FedEx writes ten as 0", FEDEX, "00000000017", "0"],
  ] satisfies [string, Checksum, string, string][])("%s", (_, checksum, serial, check) => {
    expect(checkCharacter(checksum, serial)).toBe(check);
  });
});
