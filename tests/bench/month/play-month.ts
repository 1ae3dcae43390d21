/** A month of a shop, played hour by hour: shoppers buy, Entrega routes and ships, and the carrier is as carriers are. */
import { Retryable } from "../../../app/core/faults.ts";
import { draw } from "../../devshop/carrier/seeded-draw.ts";
import { DEFAULT_KNOBS, type Knobs } from "../../devshop/carrier/contract.ts";
import { demoShop, shopperOf, variantIds } from "../../devshop/seeds/demo-shop.ts";
import { readSample, type Sample } from "../../devshop/seeds/sample.ts";
import type { ShopSeed } from "../../devshop/state/create-shop.ts";
import type { InstalledShop, TestWorld } from "../../setup/world.ts";

const HOUR = 3_600_000;
const LATER_MS = 60_000;
const MOST_TRIES = 30;
/** A Sunday, so that the month has four whole weeks. */
export const MONTH_BEGINS = new Date("2026-11-01T00:00:00Z");
const DAYS = 28;
/** What was bought on the last day has arrived after these, or will not. */
const AFTER_DAYS = 16;
const OPENS = 7;
const CLOSES = 21;
/** Steps of an hour. Shopify's bucket fills between them, not while a step is worked off: an hour of 20,000 orders a month asks for more than it holds. */
const STEPS = 4;
/** Nobody runs out: what is measured is dates. */
const SHELF = 100_000;
/** Of a week's parcels. The carrier gets slower in the third week, when everybody buys, and is not yet well in the fourth. */
const WEEKS: readonly Partial<Knobs>[] = [{ delayed: 0.03 }, { delayed: 0.06 }, { delayed: 0.25 }, { delayed: 0.15 }];
const ALWAYS: Partial<Knobs> = { lost: 0.006, silent: 0.02, damaged: 0.005, attempted: 0.06 };

const SWITCHES = ["route", "hold", "ship", "events", "messages"];

/** The shop of the sample, with more on its shelves than a month can sell. */
function monthShop(sample: Sample): ShopSeed {
  const seed = demoShop(sample, "month");
  const products = seed.products.map((product) => ({
    ...product,
    variants: product.variants.map((variant) => ({
      ...variant,
      stock: variant.stock.map((units) => (units === null ? null : SHELF)),
    })),
  }));
  return { ...seed, products, rate: "plus" };
}

/** Installs the shop, connects the carrier and switches everything on. */
export async function openMonth(world: TestWorld): Promise<InstalledShop> {
  const installed = await world.install(monthShop(readSample()));
  await world.connectCarrier(installed);
  for (const effect of SWITCHES)
    await world.owner.query(
      `insert into effect_switch (shop_id, effect, on_since, set_at) values ($1, $2, $3, $3)
       on conflict (shop_id, effect) do update set on_since = excluded.on_since`,
      [installed.shopId, effect, world.clock.now()],
    );
  return installed;
}

/**
 * Plays the month and the days in which its parcels arrive. `orders` are spread over it as the sample's are over a day, each by somebody else. Returns how
 * many were placed. `say` is told each day.
 */
export async function playMonth(
  world: TestWorld,
  installed: InstalledShop,
  orders: number,
  say: (line: string) => void,
): Promise<number> {
  const sample = readSample();
  const variants = variantIds(installed.shop);
  const perDay = (CLOSES - OPENS) * STEPS;
  const shares = shareOut(orders, DAYS * perDay);
  let placed = 0;
  for (let day = 0; day < DAYS + AFTER_DAYS; day += 1) {
    const knobs = WEEKS[Math.floor(day / 7)] ?? {};
    world.carrier.turn({ ...DEFAULT_KNOBS, ...ALWAYS, ...knobs });
    await reach(world, installed, day, OPENS);
    for (let step = 0; step < perDay; step += 1) {
      const due = day < DAYS ? (shares[day * perDay + step] ?? 0) : 0;
      for (let n = 0; n < due; n += 1) if (buyOne(world, installed, sample, variants, placed)) placed += 1;
      await reach(world, installed, day, OPENS + (step + 1) / STEPS);
    }
    say(`day ${day + 1}: ${placed} orders`);
  }
  return placed;
}

/** Goes on to an hour of a day. What can be tried again (Shopify's bucket ran dry: in the morning, when all the night brought is told) is, a little later, as the worker does. */
async function reach(world: TestWorld, installed: InstalledShop, day: number, hour: number): Promise<void> {
  let ms = MONTH_BEGINS.getTime() + (day * 24 + hour) * HOUR - world.clock.now().getTime();
  for (let tries = 0; ms > 0; tries += 1) {
    try {
      await world.advance(installed, ms);
      return;
    } catch (error) {
      if (!(error instanceof Retryable) || tries === MOST_TRIES) throw error;
      ms = LATER_MS;
    }
  }
}

/** As evenly as whole orders go. */
function shareOut(orders: number, steps: number): number[] {
  return Array.from(
    { length: steps },
    (_, step) => Math.floor((orders * (step + 1)) / steps) - Math.floor((orders * step) / steps),
  );
}

function buyOne(
  world: TestWorld,
  { shop }: InstalledShop,
  sample: Sample,
  variants: readonly string[],
  number: number,
): boolean {
  const order = sample.orders[Math.floor(draw("month", String(number)) * sample.orders.length)];
  if (!order) return false;
  const { shippingAddress, email } = shopperOf(sample, { ...order, person: number });
  const { name, ...place } = shippingAddress;
  const [firstName = "", lastName = ""] = name.split(" ");
  const express = draw("express", String(number)) < 0.2;
  const placed = world.devshop.placeOrder(shop, {
    lines: order.lines.slice(0, 3).map(([product, quantity]) => ({
      variantId: variants[product] ?? "",
      quantity: Math.min(quantity, 3),
    })),
    shippingAddress: { ...place, firstName, lastName },
    email,
    financialStatus: "PAID",
    riskLevel: "LOW",
    shippingLine: express
      ? { title: "Express", code: "express", priceMinor: 990 }
      : { title: "Standard", code: "standard", priceMinor: 490 },
  });
  return placed.kind === "placed";
}
