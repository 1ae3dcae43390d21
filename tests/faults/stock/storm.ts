/**
 * A storm in one shop: sales, edits by others that nothing explains, moves, shipments, cancellations, returns and writes of our own, told by webhooks
 * that are doubled, late, out of order or lost. Then it is quiet, and what the ledger says is compared with what really happened, which only
 * the dev shop knows.
 */
import { editAsOther, type OthersState } from "../../devshop/state/edit-as-other.ts";
import { refundOrder } from "../../devshop/state/refund.ts";
import { seededRandom } from "../../devshop/state/random.ts";
import type { ProductSeed } from "../../devshop/state/create-shop.ts";
import type { StockChange } from "../../devshop/state/world.ts";
import { live } from "../../factories/people.ts";
import { spanishShop } from "../../factories/shops.ts";
import { unexplained } from "../../setup/mirror.ts";
import type { InstalledShop, TestWorld } from "../../setup/world.ts";
import { auditMirror } from "../audit/mirror.ts";
import { countOurs } from "./our-writes.ts";

export interface StormSize {
  readonly locations: number;
  readonly items: number;
  /** Things that people do; a quarter of them are sales, see factories/people.ts. */
  readonly acts: number;
}

export interface StormResult {
  readonly sales: number;
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
const STATES = [
  "available",
  "committed",
  "incoming",
  "reserved",
  "damaged",
  "safety_stock",
  "quality_control",
] as const;
/** Things done before the worker looks. */
const AT_ONCE = 20;

/** Runs a storm from a seed; `allStates`: Shopify tells of every state, not only of `available`. */
export async function stockStorm(
  world: TestWorld,
  seed: number,
  size: StormSize,
  { allStates }: { readonly allStates: boolean },
): Promise<StormResult> {
  const chance = seededRandom(seed);
  const { knobs } = world.devshop;
  const quiet = structuredClone(knobs);
  const truth = keepTruth(world);
  const installed = await world.install(seedOf(chance, size));
  await world.advance(installed, 16 * MINUTE); // the first look: openings are settled
  truth.begin(installed);
  const pointsBefore = world.devshop.counters().adminApi.pointsSpent;
  knobs.state.levelWebhooksForAllStates = allStates;
  Object.assign(knobs.webhooks, {
    duplicate: 0.1,
    drop: 0.1,
    reorder: 0.3,
    reorderMs: 3 * MINUTE,
    delayMs: 2 * MINUTE,
  });
  for (let done = 0; done < size.acts; done += AT_ONCE) {
    for (let act = 0; act < AT_ONCE; act += 1) {
      oneAct(world, installed, chance);
      // Shopify routes an order within a second: what is cancelled before, without restocking, no document ever places anywhere.
      await world.clock.advance(1_500);
    }
    if (chance() < 0.3) await countOurs(world, installed, chance);
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

function oneAct(world: TestWorld, { shop }: InstalledShop, chance: () => number): void {
  const below = (count: number) => Math.floor(chance() * count);
  const { world: state } = world.devshop;
  const what = chance();
  if (what < 0.08) {
    const level = [...shop.levels.values()].at(below(shop.levels.size));
    const name = OTHERS[below(OTHERS.length)] ?? "available";
    if (level?.isActive === true)
      editAsOther(state, shop, {
        itemId: level.itemId,
        locationId: level.locationId,
        kind: "adjust",
        state: name,
        delta: 1 + below(9),
      });
    return;
  }
  if (what < 0.12) {
    const order = [...shop.orders.values()].at(below(shop.orders.size));
    const line = order?.lines[0];
    const locationId = [...shop.locations.keys()].at(below(shop.locations.size)) ?? null;
    if (order && line)
      refundOrder(state, shop, {
        orderId: order.id,
        lines: [{ lineItemId: line.id, quantity: 1, restockType: "RETURN", locationId }],
      });
    return;
  }
  live(state, shop, chance);
}

/** What was really changed without a document since `begin`, by level: `item location` → `available -3, damaged 2`. */
function keepTruth(world: TestWorld) {
  const changes: StockChange[] = [];
  let shopId: string | undefined;
  world.devshop.world.onStockChange((shop, change) => {
    if (shop.id === shopId && change.document === null) changes.push(change);
  });
  return {
    begin({ shop }: InstalledShop) {
      shopId = shop.id;
    },
    outside(): Map<string, string> {
      return sums(
        changes.map(({ itemId, locationId, deltas }) => ({ level: `${itemId} ${locationId}`, units: deltas })),
      );
    },
  };
}

async function foundOutside(world: TestWorld, { shopId }: InstalledShop): Promise<Map<string, string>> {
  const { rows } = await world.owner.query<{ level: string } & Record<(typeof STATES)[number], number>>(
    `select item_id || ' ' || location_id as level, ${STATES.join(", ")} from stock_entry where shop_id = $1 and cause = 'outside'`,
    [shopId],
  );
  return sums(rows.map(({ level, ...units }) => ({ level, units })));
}

/** Units by level; levels whose changes undo each other are left out, as nobody can see them. */
function sums(changes: readonly { readonly level: string; readonly units: Partial<Record<string, number>> }[]) {
  const levels = Map.groupBy(changes, ({ level }) => level);
  return new Map(
    [...levels].flatMap(([level, of]) => {
      const text = STATES.map((state) => [state, of.reduce((sum, { units }) => sum + (units[state] ?? 0), 0)] as const)
        .filter(([, units]) => units !== 0)
        .map(([state, units]) => `${state} ${units}`)
        .join(", ");
      return text === "" ? [] : [[level, text] as const];
    }),
  );
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
