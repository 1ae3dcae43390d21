import { describe, expect, test } from "vitest";
import { readOwnNumber } from "./own-number.ts";

const read = (number: string, courier = "", sure = false) => readOwnNumber({ number, courier, sure });
const UPS = "1Z999AA10123456784";

describe("a number of one's own", () => {
  test("is read as it was typed, and says whose it is where it can", () => {
    expect(read("1z 999 aa1 01 2345 6784")).toMatchObject({ status: "read", number: UPS, courier: "UPS" });
  });

  test("of a courier that was named has to pass its checksum, unless somebody is sure", () => {
    const wrong = `${UPS.slice(0, -1)}5`;
    expect(read(UPS, "ups")).toMatchObject({ status: "read", courier: "UPS" });
    expect(read(wrong, "UPS")).toEqual({ status: "wrong", problem: "notOfCourier" });
    expect(read(wrong, "UPS", true)).toEqual({ status: "read", number: wrong, courier: "UPS", url: null });
  });

  test("of a courier whose numbers nobody specified is taken", () => {
    expect(read("ABC-12 345", "Zeleris")).toEqual({
      status: "read",
      number: "ABC12345",
      courier: "Zeleris",
      url: null,
    });
  });

  test.each([
    ["", "UPS", "noNumber"],
    ["12", "Zeleris", "noNumber"],
    ["ABCDE12", "", "noCourier"],
    ["***", "", "noNumber"],
  ])("%j of %j is wrong: %s", (number, courier, problem) => {
    expect(read(number, courier)).toEqual({ status: "wrong", problem });
  });
});
