import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { evaluateTracking } from "./tracking.ts";

const HEADER = "courier_code,format_id,format_name,number,expect";

function evaluate(...rows: string[]) {
  const file = join(mkdtempSync(join(tmpdir(), "tracking-")), "vectors.csv");
  writeFileSync(file, [HEADER, ...rows, ""].join("\n"));
  const told: string[] = [];
  return { score: evaluateTracking([file], (line) => told.push(line)), told };
}

describe("npm run evaluate -- tracking", () => {
  test("counts numbers that are read as their courier's", () => {
    const { score, told } = evaluate(
      "s10,s10,S10,RB123456785GB,valid",
      "fedex,fedex_12,FedEx Express (12), 9 8 6 5 7 8 7 8 8 8 5 5 ,valid",
      "fedex,fedex_12,FedEx Express (12),996578788855,invalid",
    );
    expect(score).toEqual({ valid_right: 2, valid_total: 2, invalid_accepted: 0 });
    expect(told).toEqual([]);
  });

  test("tells which were read as somebody else's, or as nobody's", () => {
    const { score, told } = evaluate(
      "ups,ups,UPS,RB123456785GB,valid",
      "ups,ups,UPS,1Z5R89390357567128,valid",
      "s10,s10,S10,RB123456785GB,invalid",
    );
    expect(score).toEqual({ valid_right: 0, valid_total: 2, invalid_accepted: 1 });
    expect(told).toEqual([
      expect.stringMatching(/^RB123456785GB: valid in UPS; read as S10 /),
      "1Z5R89390357567128: valid in UPS; read as nobody's",
      expect.stringMatching(/^RB123456785GB: invalid in S10; read as S10 /),
    ]);
  });

  test("a number that is invalid in one format and valid in another is told, and is no mistake", () => {
    const { score, told } = evaluate("purolator,purolator_alpha,Purolator (alpha + 9),331426749957,invalid");
    expect(score).toEqual({ valid_right: 0, valid_total: 0, invalid_accepted: 0 });
    expect(told).toEqual([expect.stringContaining("Purolator (12)")]);
  });

  test("says what is wrong with a file, and with which row", () => {
    expect(() => evaluate("ups,ups,UPS,1Z5R89390357567127,maybe")).toThrow(/row 2, expect: /);
    expect(() => evaluate()).toThrow(/no rows/);
    expect(() => evaluateTracking([])).toThrow(/usage: tracking FILE\.csv/);
  });
});
