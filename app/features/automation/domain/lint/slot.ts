import type { AnyLeaf } from "../condition.ts";
import type { FieldKey } from "../fields.ts";
import type { DraftLine, DraftLocation, DraftOrder } from "./draft.ts";

/**
 * What fields are read from: a place in the facts that can be given a value by itself. Several fields can share one (`order.age` and
 * `order.placedAt`), and each attribute and metafield has its own.
 */
export interface Slot {
  /** Fields of one slot have the same. */
  readonly name: SlotName;
  /** Which attribute or metafield. */
  readonly of: string;
}

const SHARED = {
  "order.age": "order.placedAt",
  "order.timeToPromise": "order.promisedAt",
  "order.metafieldText": "orderMetafields",
  "order.metafieldNumber": "orderMetafields",
  "order.metafieldYesNo": "orderMetafields",
  "order.attribute": "orderAttributes",
  "customer.isFirstOrder": "customer.orders",
  "time.timeOfDay": "at",
  "time.weekday": "at",
  "time.date": "at",
  "line.metafieldText": "lineMetafields",
  "line.metafieldNumber": "lineMetafields",
  "line.metafieldYesNo": "lineMetafields",
  "location.hasAll": "location.share",
  "location.timeOfDay": "location.wall",
  "location.weekday": "location.wall",
} as const satisfies Partial<Record<FieldKey, string>>;

type SharedSlot = (typeof SHARED)[keyof typeof SHARED];
export type SlotName = SharedSlot | Exclude<FieldKey, keyof typeof SHARED>;

export function slotOf({ field, of = "" }: AnyLeaf): Slot {
  const shared: Partial<Record<FieldKey, SharedSlot>> = SHARED;
  return { name: shared[field] ?? (field as SlotName), of };
}

/** The parts of an order that slots are in. A slot of a line is in `line`, and so on. */
export interface Draft {
  readonly facts: DraftOrder;
  readonly line: DraftLine;
  readonly location: DraftLocation;
  /** The location is one of the shop's: the order goes elsewhere instead of it being elsewhere. */
  readonly isOfShop: boolean;
}

/**
 * Gives a slot its value. What follows from several parts of an order (units, weight, who is nearest) is brought about by changing one of them;
 * assemble.ts, which has more than one line and location, goes about that in its own way.
 */
export function place({ name, of }: Slot, value: unknown, { facts, line, location, isOfShop }: Draft): void {
  switch (name) {
    case "at":
    case "location.wall": // It shows what the shop's wall shows.
      facts.at = value as number;
      return;
    case "order.currency":
      return; // Every amount is in the shop's.
    case "orderAttributes":
      facts.order.attributes = value === null ? null : withNamed(facts.order.attributes, of, value);
      return;
    case "orderMetafields":
      facts.order.metafields = withNamed(facts.order.metafields, of, value);
      return;
    case "lineMetafields":
      line.metafields = withNamed(line.metafields, of, value);
      return;
    case "order.units":
      line.quantity = value as number;
      return;
    case "order.lineCount":
      facts.lines.splice(0, facts.lines.length, ...Array.from({ length: value as number }, () => line));
      return;
    case "order.weight":
      line.weight = value as number | null;
      return;
    case "destination.nearestLocation":
      location.distance = value as number | null;
      return;
    case "location.location":
      location.id = value as DraftLocation["id"];
      return;
    case "location.isSameCountry":
      if (isOfShop) facts.destination.country = besides(location.country, value, facts);
      else location.country = besides(facts.destination.country, value, facts);
      return;
    case "location.distanceRank":
      placeRank(value as number | null, facts, location);
      return;
    case "location.isNearestOfKind":
      placeRank(value === null ? null : value === true ? 1 : 2, facts, location);
      return;
    default: {
      const [part, key] = name.split(".") as [string, string];
      const target = part === "line" ? line : part === "location" ? location : facts[part as "order"];
      (target as Record<string, unknown>)[key] = value;
    }
  }
}

/** `null`: it is not there. */
function withNamed<Value>(named: Readonly<Record<string, Value>> | null, of: string, value: unknown) {
  const { [of]: _, ...others } = named ?? {};
  return value === null ? others : { ...others, [of]: value as Value };
}

/** The same country, or one in which no location is, or none that is known. */
function besides(country: string | null, isSame: unknown, { locations }: DraftOrder): string | null {
  if (typeof isSame !== "boolean") return null;
  if (isSame) return country;
  const taken = [country, ...locations.map((location) => location.country)];
  return ELSEWHERE.find((each) => !taken.includes(each)) ?? "AQ";
}
const ELSEWHERE = ["PT", "FR", "IT", "US", "JP"];

/** As many locations of its kind closer than it as that takes. */
function placeRank(rank: number | null, { locations }: DraftOrder, location: DraftLocation): void {
  if (rank === null) {
    location.distance = null;
    return;
  }
  location.distance ??= 10;
  const closer = Math.min(rank - 1, MOST_CLOSER);
  for (let place = 0; place < closer; place++) {
    const distance = (location.distance * place) / rank;
    locations.push({ ...location, id: `9${place}` as DraftLocation["id"], distance, isAssigned: false });
  }
}
const MOST_CLOSER = 50;
