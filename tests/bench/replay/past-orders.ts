/** Two months of a shop with ten locations: snapshots as routing makes them, and what was decided from them under the live rules. */
import { dateOf, dayOf } from "../../../app/core/calendar/day.ts";
import { parseId } from "../../../app/core/ids.ts";
import type { FulfillmentOrderId, OrderId, ProductId } from "../../../app/core/ids.ts";
import { compileRules, runRules } from "../../../app/features/automation/domain/public.ts";
import type { Rule } from "../../../app/features/automation/domain/rule.ts";
import { rulesOf, TEMPLATES } from "../../../app/features/automation/domain/templates.ts";
import type { Decision } from "../../../app/features/routing/domain/decide.ts";
import { decideBy, factsOf, takesOf } from "../../../app/features/routing/domain/public.ts";
import type { AboutLine, RoutingSnapshot, SnapshotLocation } from "../../../app/features/routing/domain/snapshot.ts";
import { seededRandom } from "../../devshop/state/random.ts";
import { itemId, line, location, locationId, snapshot } from "../../factories/routing-snapshot.ts";

const PLACES = Array.from({ length: 10 }, (_, index) => 10 + index);
const ITEMS = 2_000;
/** Units of an item at a location at the beginning, on average, and again when it runs out. */
const STOCK = 8;
const DAYS = 55;
const DAY_MS = 86_400_000;
const BEGINS = Date.UTC(2026, 8, 20);

/** A decision of the past, before it has a number. */
export interface Past {
  readonly snapshot: RoutingSnapshot;
  readonly decided: Decision;
}

/** The rules that are live: all templates, but those that ask for postal codes, of which these orders have none. */
export function liveRules(): Rule[] {
  let id = 0;
  return TEMPLATES.filter(({ key }) => key !== "remoteAreas").flatMap((template) =>
    rulesOf(
      template,
      "EUR",
      (text) => text,
      () => `rule-${(id += 1)}`,
    ),
  );
}

/** The draft: stores no longer keep their last units, and a second parcel costs twice as much. */
export const draftRules = (): Rule[] =>
  liveRules()
    .filter(({ name }) => !name.includes("protectStoreStock"))
    .map((rule) =>
      rule.name.includes("fewerParcels")
        ? { ...rule, then: [{ do: "priceExtraParcel", by: { minor: 600, currency: "EUR" } }] }
        : rule,
    );

/** `count` orders, oldest first. What is decided is carried out: the next snapshots show it. */
export function* pastOrders(count: number): Generator<Past> {
  const random = seededRandom(7);
  const chance = (share: number) => random() < share;
  const among = (most: number) => Math.floor(random() * most);
  const rules = compileRules(liveRules());
  const levels = new Map<string, number>();
  const left = (item: number, place: number) => {
    const key = `${item} ${place}`;
    const known = levels.get(key) ?? among(STOCK * 2);
    levels.set(key, known);
    return known;
  };
  const add = (item: number, place: number, units: number) => {
    const sum = left(item, place) + units;
    levels.set(`${item} ${place}`, sum <= 0 && chance(0.5) ? STOCK * 2 : sum);
  };
  for (let n = 1; n <= count; n += 1) {
    const at = BEGINS + Math.floor((n / count) * DAYS * DAY_MS);
    const today = dayOf(new Date(at).toISOString().slice(0, 10));
    const lines = Array.from({ length: 1 + among(3) }, (_, index) =>
      // A few items sell most.
      line(n * 10 + index, 1 + Math.floor(ITEMS * random() ** 3), 1 + (chance(0.2) ? 1 : 0), {
        grams: 200 + among(900),
      }),
    );
    const assigned = PLACES[among(PLACES.length)] ?? 10;
    for (const each of lines) add(Number(each.itemId), assigned, -each.quantity);
    const items = [...new Set(lines.map((each) => Number(each.itemId)))];
    const made = snapshot({
      assigned,
      lines,
      locations: PLACES.map((place) => locationOn(place, today, at, among)),
      stock: items.map((item) => ({
        itemId: itemId(item),
        tracked: true,
        levels: PLACES.map((place) => ({
          locationId: locationId(place),
          available: left(item, place),
          claimed: 0,
          perDay: 0.2,
        })),
      })),
      promisedAt: at + (2 + among(4)) * DAY_MS,
    });
    const seen: RoutingSnapshot = {
      ...made,
      at,
      about: {
        order: {
          ...{ total: 4_980, subtotal: 4_490, shippingPaid: 490, discount: 0, isSplit: false },
          tags: chance(0.2) ? ["VIP", "newsletter"] : ["newsletter"],
          channel: chance(0.9) ? "web" : "pos",
          isB2B: chance(0.05),
          paymentStatus: chance(0.97) ? "PAID" : "PENDING",
          paymentGateways: ["shopify_payments"],
          risk: chance(0.98) ? "ACCEPT" : "INVESTIGATE",
          hasNote: false,
          placedAt: at - 60_000,
          shippingTitle: chance(0.2) ? "Express 24 h" : "Standard",
          shippingCode: "standard",
          promisedAt: made.promisedAt,
          attributes: null,
          metafields: null,
        },
        customer: { orders: 1 + among(5), tags: chance(0.1) ? ["VIP"] : [] },
        destination: { province: "ES-M" },
        lines: lines.map((each): AboutLine => aboutLine(each)),
        releasedHolds: [],
      },
      fulfillmentOrder: {
        ...made.fulfillmentOrder,
        id: parseId<FulfillmentOrderId>(String(7_000_000_000_000 + n)),
        orderId: parseId<OrderId>(String(5_000_000_000_000 + n)),
      },
    };
    const facts = factsOf(seen, null);
    const decided = decideBy(seen, facts === null ? null : runRules(rules, facts).directives);
    for (const each of lines) add(Number(each.itemId), assigned, each.quantity);
    for (const { itemId: item, locationId: place, quantity } of takesOf(seen, decided))
      add(Number(item), Number(place), -quantity);
    yield { snapshot: seen, decided };
  }
}

/** Three warehouses and seven stores, of which four take so many orders a day. */
function locationOn(place: number, today: number, at: number, among: (most: number) => number): SnapshotLocation {
  const index = place - 10;
  return location(place, 20 + ((index * 137) % 700) + among(200), {
    name: `${index < 3 ? "Almacén" : "Tienda"} ${index}`,
    kind: index < 3 ? "warehouse" : "store",
    tags: ["peninsula"],
    province: "ES-M",
    reliability: 0.9 + index / 100,
    work: {
      timeZone: "Europe/Madrid",
      isOpen: true,
      handlingHours: 24,
      handoverAt: at + DAY_MS,
      before: null,
      minutesToCutOff: among(480),
      ordersLeft: index < 6 ? null : 40 + among(40),
      unitsLeft: null,
      handlingMinor: null,
    },
    arrivals: [0.7, 0.25, 0.05].map((share, days) => ({ day: today + 2 + days + (index % 3), share })),
  });
}

const aboutLine = ({ lineItemId, itemId: item, quantity, grams }: ReturnType<typeof line>): AboutLine => ({
  lineItemId,
  sku: `SKU-${item}`,
  product: parseId<ProductId>(`81${item}`),
  productType: "Camiseta",
  vendor: "Casa Pérez",
  tags: ["algodón"],
  quantity,
  unitPrice: 1_990,
  weight: grams,
  requiresShipping: true,
  isGiftCard: null,
  sellingPlan: "",
  metafields: null,
});

/** The day after the last order. */
export const PAST_ENDS = new Date(`${dateOf(dayOf("2026-09-20") + DAYS + 1)}T00:00:00Z`);
