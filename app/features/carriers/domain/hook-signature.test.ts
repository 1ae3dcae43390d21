import { describe, expect, test } from "vitest";
import { numberOf, signatureOf } from "./hook-signature.ts";

const NOW = new Date("2026-11-23T12:00:00Z");
const HEX = "a".repeat(64);
const header = (given: Readonly<Record<string, string>>) => (name: string) => given[name] ?? null;

describe("what a webhook's headers claim", () => {
  test("EasyPost signs whole weights with a point, and nothing else is changed", () => {
    const body = '{"weight": 3,"price":4,"weight":2.5,"parcel":{"weight":17}}';
    expect(signatureOf("easypost", header({ "x-hmac-signature": `hmac-sha256-hex=${HEX}` }), body, NOW)).toEqual({
      given: HEX,
      signed: '{"weight": 3.0,"price":4,"weight":2.5,"parcel":{"weight":17.0}}',
    });
  });

  test("Shippo signs its time and the body, and is not believed five minutes later", () => {
    const at = (seconds: number) => header({ "shippo-auth-signature": `t=${seconds},v1=${HEX}` });
    const now = NOW.getTime() / 1_000;
    expect(signatureOf("shippo", at(now - 299), "{}", NOW)).toEqual({ given: HEX, signed: `${now - 299}.{}` });
    expect(signatureOf("shippo", at(now - 301), "{}", NOW)).toBeUndefined();
  });

  test.each([
    ["easypost", { "x-hmac-signature": HEX }],
    ["easypost", {}],
    ["shippo", { "shippo-auth-signature": `v1=${HEX}` }],
    ["stand-in", { "x-hmac-signature": `hmac-sha256-hex=${HEX}` }],
  ])("of %s with %j nothing", (carrier, given) => {
    expect(signatureOf(carrier, header(given as Record<string, string>), "{}", NOW)).toBeUndefined();
  });
});

test.each([
  ['{"result":{"tracking_code":"1Z9"}}', "1Z9"],
  ['{"data":{"tracking_number":"SHIPPO_TRANSIT"}}', "SHIPPO_TRANSIT"],
  ['{"result":{"id":"batch_1"}}', undefined],
  ['{"data":{"tracking_number":"1; drop"}}', undefined],
  ["<html>", undefined],
])("%s is about %s", (body, number) => {
  expect(numberOf(body)).toBe(number);
});
