import { describe, expect, test } from "vitest";
import { csvRow } from "./csv.ts";

describe("a line of CSV", () => {
  test("quotes what would break it", () => {
    expect(csvRow(["a", "b,c", 'd"e', "f\ng"])).toBe('a,"b,c","d""e","f\ng"\r\n');
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("does not let a spreadsheet run %j", (text) => {
    expect(csvRow([text])).toBe(`"'${text}"\r\n`);
  });

  test("leaves ordinary text alone", () => {
    expect(csvRow(["#1001", "Málaga", "12.50"])).toBe("#1001,Málaga,12.50\r\n");
  });
});
