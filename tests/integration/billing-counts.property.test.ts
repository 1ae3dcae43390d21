import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseId, type OrderId } from "../../app/core/ids.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { hadOrders } from "./billing-steps.ts";
import { rows } from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
  installed = await world.install(spanishShop());
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

/** The smaller plan includes five more. */
const BEFORE = 495;

/** What happens while a month is counted. Orders are named by a number; the same number again is the same order. */
type Step =
  | { readonly kind: "watched"; readonly orders: readonly number[] }
  | { readonly kind: "plan"; readonly handle: string }
  | { readonly kind: "asked" }
  | { readonly kind: "told"; readonly refused: readonly number[] }
  | { readonly kind: "restored" };

const number = fc.integer({ min: 1, max: 40 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant("watched"), orders: fc.array(number, { maxLength: 12 }) }) },
    fc.record({ kind: fc.constant("plan"), handle: fc.constantFrom("", "grow", "scale", "platinum") }),
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("asked") }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("told"), refused: fc.array(number, { maxLength: 3 }) }) },
    fc.record({ kind: fc.constant("restored") }),
  ),
  { maxLength: 30 },
);

test("what is told and what waits to be told are together what was counted beyond the plan, whatever happens in whatever order", async () => {
  const app = await tools();
  const { shopId } = installed;
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      await app.empty();
      const seen = new Set<number>();
      for (const step of list) {
        await app.take(step);
        if (step.kind === "watched") for (const each of step.orders) seen.add(each);
      }
      const [found] = await rows<Record<string, number>>(
        world,
        `select (select coalesce(sum(orders), 0)::int from billing_month where shop_id = $1) as orders,
                (select coalesce(sum(extra), 0)::int from billing_month where shop_id = $1) as extra,
                count(*)::int as counted, count(*) filter (where state <> 'included')::int as beyond,
                count(*) filter (where state in ('waiting', 'asked', 'sent', 'refused'))::int as told
           from counted_order where shop_id = $1`,
        [shopId],
      );
      expect(found).toMatchObject({ orders: BEFORE + seen.size, counted: seen.size });
      expect(found?.["beyond"]).toBe(found?.["extra"]);
      expect(found?.["told"]).toBe(found?.["extra"]);
      expect(await app.orphans()).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

async function tools() {
  const { shopId } = installed;
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { countOrders, reportUsage, usageReport } = await import("../../app/features/billing/public.server.ts");
  const { writePlan } = await import("../../app/features/billing/store.server.ts");
  const { NO_SUBSCRIPTION } = await import("../../app/features/billing/domain/subscription.ts");
  const now = world.clock.now();
  const idOf = (order: number) => parseId<OrderId>(String(7_000_000 + order));
  await mirrorOrders();

  const open = () =>
    rows<{ told_in: string }>(
      world,
      "select distinct told_in from counted_order where shop_id = $1 and state = 'asked'",
      [shopId],
    );
  return {
    async empty() {
      for (const table of ["counted_order", "billing_month", "billing_plan", "intent"])
        await world.owner.query(`delete from ${table} where shop_id = $1`, [shopId]);
      await hadOrders(world, installed, BEFORE);
    },
    async take(step: Step) {
      if (step.kind === "watched") await inShop(shopId, (tx) => countOrders(tx, step.orders.map(idOf), now));
      else if (step.kind === "plan") {
        const paid = { ...NO_SUBSCRIPTION, status: "active", handle: step.handle, interval: "EVERY_30_DAYS" } as const;
        await inShop(shopId, (tx) => writePlan(tx, step.handle === "" ? NO_SUBSCRIPTION : paid, "entrega", now));
      } else if (step.kind === "asked") await reportUsage(shopId, now);
      else if (step.kind === "restored")
        await world.owner.query(
          "update counted_order set state = 'waiting', told_in = null where shop_id = $1 and state in ('asked', 'sent')",
          [shopId],
        );
      else
        for (const { told_in } of await open()) {
          const outcome = { refused: step.refused.map(idOf) };
          const intent = { input: { toldIn: told_in } } as Parameters<typeof usageReport.settled>[1];
          await inShop(shopId, (tx) => usageReport.settled(tx, intent, outcome, now));
        }
    },
    /** Orders of which Shopify is to be told and for which no intent stands. */
    orphans: () =>
      rows(
        world,
        `select order_id from counted_order c where shop_id = $1 and state = 'asked'
            and not exists (select 1 from intent i where i.shop_id = c.shop_id and i.kind = 'usage.report' and i.subject = c.told_in::text)`,
        [shopId],
      ),
  };

  /** Forty orders that leave for a shopper. */
  async function mirrorOrders() {
    await world.owner.query(
      `insert into shop_order (shop_id, order_id, name, placed_at, updated_at, is_test, channel, financial_status, fulfillment_status, risk, currency,
                               total_minor, units, stage, read_no)
       select $1, 7000000 + n, '#' || n, $2::timestamptz + n * interval '1 minute', $2, false, 'web', 'PAID', 'UNFULFILLED', 'LOW', 'EUR', 100, 1, 'open', 1
         from generate_series(1, 40) as n`,
      [shopId, now],
    );
    await world.owner.query(
      `insert into fulfillment_order (shop_id, fulfillment_order_id, order_id, status, request_status, delivery_method, created_at, updated_at,
                                      supported_actions, holds, read_no)
       select $1, 7100000 + n, 7000000 + n, 'OPEN', 'UNSUBMITTED', 'SHIPPING', $2, $2, '{}', '[]', 1 from generate_series(1, 40) as n`,
      [shopId, now],
    );
    await world.owner.query(
      `insert into fulfillment_order_line (shop_id, fulfillment_order_id, line_id, order_line_id, total, remaining, requires_shipping)
       select $1, 7100000 + n, 7200000 + n, 7300000 + n, 1, 1, true from generate_series(1, 40) as n`,
      [shopId],
    );
  }
}
