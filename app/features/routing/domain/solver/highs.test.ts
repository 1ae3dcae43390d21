import { expect, test } from "vitest";
import { seededRandom } from "../../../../../tests/devshop/state/random.ts";
import { highsTicks } from "../../../../../tests/oracle/highs-order.ts";
import { comparedOrder } from "../../../../../tests/oracle/random-orders.ts";
import { solve } from "./solve.ts";

// 5 s on a quiet machine, nearly all of it HiGHS.
test("500 random and mean orders cost what HiGHS says", { timeout: 120_000 }, () => {
  const random = seededRandom(1);
  const orders = Array.from({ length: 500 }, (_, n) => comparedOrder(random, n));
  const differing = orders.filter((order) => (solve(order).plan?.ticks ?? null) !== highsTicks(order));
  expect(differing).toEqual([]);
  // Enough of them have a plan, or the comparison says little.
  expect(orders.filter((order) => solve(order).plan !== null).length).toBeGreaterThan(300);
});
