import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OrderId } from "../../../core/ids.ts";
import {
  isFiltered,
  NO_FILTER,
  ORDER_SORTS,
  PAYMENT_STATUSES,
  PRIORITIES,
  readFilter,
  readPageKey,
  writeFilter,
  writePageKey,
  type OrdersFilter,
} from "./list-filter.ts";
import { ATTENTION_CODES, ORDER_STAGES } from "./stage.ts";

const filters: fc.Arbitrary<OrdersFilter> = fc.record({
  stage: fc.option(fc.constantFrom(...ORDER_STAGES)),
  attention: fc.option(fc.constantFrom(...ATTENTION_CODES, "any" as const, "blocked" as const)),
  payment: fc.option(fc.constantFrom(...PAYMENT_STATUSES)),
  country: fc.option(fc.constantFrom("ES", "DE", "US")),
  priority: fc.option(fc.constantFrom(...PRIORITIES)),
  assignee: fc.option(fc.constantFrom("Ana", "Turno de tarde")),
  search: fc.string({ maxLength: 100 }).map((text) => text.trim()),
  sort: fc.constantFrom(...ORDER_SORTS),
  descending: fc.boolean(),
});

describe("a filter in the address", () => {
  test("survives a reload, whatever was chosen", () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const address = new URLSearchParams(writeFilter(filter)).toString();
        expect(readFilter(new URLSearchParams(address))).toEqual(filter);
      }),
    );
  });

  test("is not there when nothing was chosen", () => {
    expect(writeFilter(NO_FILTER)).toEqual({});
    expect(readFilter(new URLSearchParams())).toEqual(NO_FILTER);
    expect(isFiltered(NO_FILTER)).toBe(false);
  });

  test("ignores what it does not know, of whatever kind", () => {
    const parameters = new URLSearchParams(
      "stage=lost&attention=x&payment=paid&country=Spain&priority=0&assignee=%20&sort=name.up&q=%20",
    );
    expect(readFilter(parameters)).toEqual(NO_FILTER);
  });

  test("cuts a search text that no order has", () => {
    expect(readFilter(new URLSearchParams({ q: "x".repeat(5000) })).search).toHaveLength(100);
  });
});

describe("a place in the list", () => {
  test("comes back as it went", () => {
    const key = { value: 1_795_000_000_123, orderId: "9223372036854775807" as OrderId };
    expect(readPageKey(new URLSearchParams({ after: writePageKey(key) }))).toEqual({ side: "after", ...key });
    expect(readPageKey(new URLSearchParams({ before: writePageKey(key) }))).toEqual({ side: "before", ...key });
  });

  test.each(["", "1", "_", "1_2_3", "a_1", "1_99999999999999999999"])("is the first page for %j", (text) => {
    expect(readPageKey(new URLSearchParams({ after: text }))).toBeNull();
  });
});
