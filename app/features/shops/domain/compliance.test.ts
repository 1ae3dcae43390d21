import { describe, expect, test } from "vitest";
import { dataSubject, dueAt, isComplianceTopic } from "./compliance.ts";

describe("whom a privacy request is about", () => {
  test("a customer with orders, ids exact beyond 2^53", () => {
    expect(
      dataSubject({
        shop_id: 954889,
        shop_domain: "tienda.myshopify.com",
        orders_requested: [299938, "9007199254740993", 299938],
        customer: { id: "9007199254740995", email: "ana@example.com", phone: "555-625-1199" },
        data_request: { id: 9999 },
      }),
    ).toEqual({
      customerId: "9007199254740995",
      email: "ana@example.com",
      orderIds: ["299938", "9007199254740993"],
    });
  });

  test("an e-mail address alone", () => {
    expect(dataSubject({ customer: { email: "ana@example.com" }, orders_to_redact: [] })).toEqual({
      customerId: null,
      email: "ana@example.com",
      orderIds: [],
    });
  });

  test.each([null, "x", { customer: 3 }, { orders_to_redact: ["1; drop"] }, { customer: { id: 2 ** 60 } }])(
    "%j is nobody we could find, and is not taken for one",
    (body) => {
      expect(() => dataSubject(body)).toThrow();
    },
  );
});

test("a duty is due 30 days after it came", () => {
  expect(dueAt(new Date("2026-11-21T10:00:00Z"))).toEqual(new Date("2026-12-21T10:00:00Z"));
});

test("there are three duties and no others", () => {
  expect(
    ["customers/data_request", "customers/redact", "shop/redact", "customers/update", ""].map(isComplianceTopic),
  ).toEqual([true, true, true, false, false]);
});
