/**
 * A storm in one shop: sales, edits by others that nothing explains, moves, shipments, cancellations, returns, transfers received with differences and
 * counts, told by webhooks that are doubled, late, out of order or lost. Then it is quiet, and what the ledger says is compared with what really
 * happened, which only the dev shop knows.
 */
import { SCOPES_TO_MOVE } from "../../../app/features/transfers/domain/scopes.ts";
import { editAsOther, type OthersState } from "../../devshop/state/edit-as-other.ts";
import { refundOrder } from "../../devshop/state/refund.ts";
import { seededRandom } from "../../devshop/state/random.ts";
import type { ProductSeed } from "../../devshop/state/create-shop.ts";
import { buy, live } from "../../factories/people.ts";
import { spanishShop } from "../../factories/shops.ts";
import { unexplained } from "../../setup/mirror.ts";
import type { InstalledShop, TestWorld } from "../../setup/world.ts";
import { auditMirror } from "../audit/mirror.ts";
import { openCounters } from "./counters.ts";
import { moveGoods } from "./goods-in-motion.ts";
import { foundOutside, keepTruth } from "./truth.ts";

export interface StormSize {
  readonly locations: number;
  readonly items: number;
  /** Things that people do; more than a third of them are sales. */
  readonly acts: number;
  /** Of them, before the worker looks. */
  readonly atOnce: number;
}

/** What the shop's Shopify is like. */
export interface StormKnobs {
  /** It tells of every state of a level, not only of `available`. */
  readonly allStates: boolean;
  readonly transfersHold: "reserved" | "committed";
}

export interface StormResult {
  readonly sales: number;
  /** Sales of units of which somebody edited the level in the same moment. */
  readonly met: number;
  readonly shipments: number;
  readonly counted: number;
  /** Levels that somebody changed without a document, and how many of them the ledger shows with exactly these units. */
  readonly changedOutside: number;
  readonly foundOutside: number;
  /** Levels that nobody changed without a document and that the ledger calls changed outside. */
  readonly accused: number;
  readonly levels: number;
  readonly points: number;
  readonly findings: readonly string[];
}

const MINUTE = 60_000;
const OTHERS: readonly OthersState[] = [
  "available",
  "damaged",
  "reserved",
  "safety_stock",
  "quality_control",
  "incoming",
];
/** Things that people do until somebody does something for a count. */
const COUNT_EVERY = 20;
/** The time stands still while the worker works, so the budget of a real shop would never come back: people would wait for it in real seconds. */
const ENOUGH = { restoreRate: 1_000_000, maximumAvailable: 1_000_000 };

/** Runs a storm from a seed. */
export async function stockStorm(
  world: TestWorld,
  seed: number,
  size: StormSize,
  { allStates, transfersHold }: StormKnobs,
): Promise<StormResult> {
  const chance = seededRandom(seed);
  const { knobs } = world.devshop;
  const quiet = structuredClone(knobs);
  const truth = keepTruth(world);
  const installed = await world.install(seedOf(chance, size));
  Object.assign(installed.shop.rate, ENOUGH);
  world.devshop.installer.grant(installed.shop, [...SCOPES_TO_MOVE]);
  await world.advance(installed, 16 * MINUTE); // the first look: openings are settled
  truth.begin(installed);
  const pointsBefore = world.devshop.counters().adminApi.pointsSpent;
  Object.assign(knobs.state, { levelWebhooksForAllStates: allStates, transfersHold });
  Object.assign(knobs.webhooks, {
    duplicate: 0.1,
    drop: 0.1,
    reorder: 0.3,
    reorderMs: 3 * MINUTE,
    delayMs: 2 * MINUTE,
    burstMs: MINUTE / 6,
  });
  const count = await openCounters(world, installed, chance);
  let met = 0;
  for (let done = 0; done < size.acts; done += size.atOnce) {
    for (let act = 0; act < size.atOnce; act += 1) {
      if (oneAct(world, installed, chance) === "met") met += 1;
      // Shopify routes an order within a second: what is cancelled before, without restocking, no document ever places anywhere.
      await world.clock.advance(1_500);
      if (act % COUNT_EVERY === 0) await count();
    }
    await world.advance(installed, MINUTE * (1 + Math.floor(chance() * 4)));
  }
  Object.assign(knobs.webhooks, quiet.webhooks);
  for (let look = 0; look < 5; look += 1) await world.advance(installed, 16 * MINUTE);
  Object.assign(knobs.state, quiet.state);
  const found = await foundOutside(world, installed);
  const changed = truth.outside();
  const all = new Set([...changed.keys(), ...found.keys()]);
  const wrong = [...all].filter((level) => found.get(level) !== changed.get(level));
  return {
    sales: installed.shop.orders.size,
    met,
    shipments: installed.shop.shipments.size,
    counted: await linesWritten(world, installed),
    changedOutside: changed.size,
    foundOutside: [...changed].filter(([level, units]) => found.get(level) === units).length,
    accused: [...found.keys()].filter((level) => !changed.has(level)).length,
    levels: installed.shop.levels.size,
    points: world.devshop.counters().adminApi.pointsSpent - pointsBefore,
    findings: [
      ...(await auditMirror(world.owner, installed.shopId, installed)).map(({ what, detail }) => `${what}: ${detail}`),
      ...(await unexplained(world.owner, installed.shopId)).map((what) => `unexplained: ${what}`),
      ...wrong.map(
        (level) => `outside ${level}: was ${changed.get(level) ?? "nothing"}, found ${found.get(level) ?? "nothing"}`,
      ),
    ],
  };
}

async function linesWritten({ owner }: TestWorld, { shopId }: InstalledShop): Promise<number> {
  const { rows } = await owner.query<{ lines: number }>(
    "select count(*)::int as lines from stock_count_line where shop_id = $1 and status = 'written'",
    [shopId],
  );
  return rows[0]?.lines ?? 0;
}

/** `met`: a sale and an edit of the same level, which one read shows together. */
function oneAct(world: TestWorld, { shop }: InstalledShop, chance: () => number): "met" | undefined {
  const below = (count: number) => Math.floor(chance() * count);
  const { world: state } = world.devshop;
  const edit = (itemId: string, locationId: string) => {
    const name = OTHERS[below(OTHERS.length)] ?? "available";
    editAsOther(state, shop, { itemId, locationId, kind: "adjust", state: name, delta: 1 + below(9) });
  };
  const what = chance();
  if (what < 0.06) {
    const level = [...shop.levels.values()].at(below(shop.levels.size));
    if (level?.isActive === true) edit(level.itemId, level.locationId);
  } else if (what < 0.1) {
    const order = buy(state, shop, chance);
    const [itemId, at] = [order?.lines[0]?.itemId, order?.unroutedParts[0]?.locationId];
    if (itemId == null || at === undefined) return undefined;
    edit(itemId, at);
    return "met";
  } else if (what < 0.14) {
    const order = [...shop.orders.values()].at(below(shop.orders.size));
    const line = order?.lines[0];
    const locationId = [...shop.locations.keys()].at(below(shop.locations.size)) ?? null;
    if (order && line)
      refundOrder(state, shop, {
        orderId: order.id,
        lines: [{ lineItemId: line.id, quantity: 1, restockType: "RETURN", locationId }],
      });
  } else if (what < 0.26) moveGoods(state, shop, chance);
  else if (what < 0.5) buy(state, shop, chance);
  else live(state, shop, chance);
  return undefined;
}

function seedOf(chance: () => number, { locations, items }: StormSize) {
  const {
    locations: [first],
    ...shop
  } = spanishShop();
  if (!first) throw new Error("a shop has a location");
  const below = (count: number) => Math.floor(chance() * count);
  const products = Array.from({ length: items }, (_, n): ProductSeed => ({
    title: `Producto ${n}`,
    variants: [
      {
        sku: `SKU-${n}`,
        priceMinor: 1_000,
        grams: 100,
        inventoryPolicy: "CONTINUE",
        stock: Array.from({ length: locations }, () => below(40)),
      },
    ],
  }));
  return {
    ...shop,
    products,
    locations: Array.from({ length: locations }, (_, n) => ({ ...first, name: `Almacén ${n}` })),
  };
}
