import type { InventoryItemId, LocationId, OrderId, TransferId } from "../../../core/ids.ts";
import type { DoesNotShipReason } from "./eligibility.ts";
import type { LocationTrace } from "./trace.ts";

/**
 * One thing that would let an order ship which cannot: a code with its parameters, put into words where it is shown. `units` are of one item, at
 * `location`, at least 1.
 */
export type Unblock = {
  readonly itemId: InventoryItemId;
  readonly units: number;
  readonly location: { readonly id: LocationId; readonly name: string };
} & (
  | {
      readonly code: "transfer";
      readonly transferId: TransferId;
      /** ISO 8601; null: nobody said. */ readonly at: string | null;
    }
  /** On their way there, not by a transfer: Shopify's API does not say when, nor from whom. */
  | { readonly code: "incoming" }
  /** Kept by our buffers. */
  | { readonly code: "buffer" }
  | { readonly code: "closed" | "full" | "refused" }
  | { readonly code: "doesNotShip"; readonly reason: DoesNotShipReason }
  | { readonly code: "ruledOut"; readonly rule: { readonly id: string; readonly name: string } }
  /** Kept for another order that is on hold. */
  | { readonly code: "heldOrder"; readonly order: { readonly id: OrderId; readonly name: string } }
);

/** What an order lacks of an item. */
export interface Missing {
  readonly itemId: InventoryItemId;
  /** Units the order needs, and units of those that it does not have. */
  readonly wanted: number;
  readonly short: number;
}

/** Where units of the items it lacks are, or will be. */
export interface Elsewhere {
  readonly levels: readonly (At & {
    readonly available: number;
    readonly incoming: number;
    readonly buffered: number;
  })[];
  readonly transfers: readonly (At & {
    readonly transferId: TransferId;
    readonly units: number;
    readonly at: string | null;
  })[];
  /** Assigned to other orders that somebody or a rule holds. */
  readonly held: readonly (At & { readonly orderId: OrderId; readonly orderName: string; readonly units: number })[];
}

interface At {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
}

/** What a decision was made from. */
interface Blocked {
  readonly missing: readonly Missing[];
  readonly assignedLocationId: LocationId | null;
  readonly locations: readonly LocationTrace[];
  /** Names of rules by their ids. */
  readonly rules: Readonly<Record<string, string>>;
}

const ORDER = [
  "buffer",
  "heldOrder",
  "ruledOut",
  "full",
  "doesNotShip",
  "closed",
  "refused",
  "transfer",
  "incoming",
] as const;

/** Told of an item; of the others only how many there are: nobody reads a hundred ways, and one is enough. */
const MOST_WAYS = 5;

/** What would unblock an order. */
export interface Ways {
  /** Item after item, of each the best first. */
  readonly list: readonly Unblock[];
  /** Further ways that are not in the list, of the items that have some. */
  readonly more: Readonly<Record<InventoryItemId, number>>;
}

/**
 * What would unblock an order, by item: first what is there and only kept from it, then what comes; of the same kind, what brings most of what is missing, and
 * of transfers the first to arrive. Each says how many units it would bring, also when that is not enough alone.
 */
export function unblocksOf(blocked: Blocked, elsewhere: Elsewhere): Ways {
  const found = blocked.missing.map((each) => [each.itemId, waysTo(each, blocked, elsewhere)] as const);
  return {
    list: found.flatMap(([, ways]) => ways.slice(0, MOST_WAYS)),
    more: Object.fromEntries(
      found.flatMap(([itemId, { length }]) => (length > MOST_WAYS ? [[itemId, length - MOST_WAYS]] : [])),
    ),
  };
}

function waysTo(
  { itemId, wanted, short }: Missing,
  { assignedLocationId, locations, rules }: Blocked,
  elsewhere: Elsewhere,
): Unblock[] {
  const isOf = (each: At) => each.itemId === itemId;
  return locations
    .flatMap((entry): Unblock[] => {
      const location = { id: entry.locationId, name: entry.name };
      const isHere = (each: At) => isOf(each) && each.locationId === location.id;
      const level = elsewhere.levels.find(isHere);
      const transfers = elsewhere.transfers.filter(isHere);
      const base = { itemId, location };
      const own = location.id === assignedLocationId ? wanted : 0;
      const kept = keptFrom(entry, rules);
      const onWay = transfers.reduce((sum, { units }) => sum + units, 0);
      return [
        ...(kept === null ? [] : [{ ...base, ...kept, units: (level?.available ?? 0) + own }]),
        { ...base, code: "buffer", units: level?.buffered ?? 0 } as const,
        ...elsewhere.held
          .filter(isHere)
          .map(
            ({ orderId, orderName, units }) =>
              ({ ...base, code: "heldOrder", order: { id: orderId, name: orderName }, units }) as const,
          ),
        ...transfers.map(
          ({ transferId, at, units }) => ({ ...base, code: "transfer", transferId, at, units }) as const,
        ),
        { ...base, code: "incoming", units: (level?.incoming ?? 0) - onWay } as const,
      ];
    })
    .filter(({ units }) => units > 0)
    .sort((a, b) => compareWays(a, b, short));
}

/** Of several transfers the first to arrive; one of which nobody said when comes last. */
const arrival = (way: Unblock): string => (way.code === "transfer" ? (way.at ?? "~") : "");

function compareWays(a: Unblock, b: Unblock, short: number): number {
  const [here, there] = [arrival(a), arrival(b)];
  return (
    ORDER.indexOf(a.code) - ORDER.indexOf(b.code) ||
    (here < there ? -1 : here > there ? 1 : 0) ||
    Math.min(b.units, short) - Math.min(a.units, short)
  );
}

type Kept =
  | { readonly code: "closed" | "full" | "refused" }
  | { readonly code: "doesNotShip"; readonly reason: DoesNotShipReason }
  | { readonly code: "ruledOut"; readonly rule: { readonly id: string; readonly name: string } };

/** Why a location may not ship what it has; null when it may. */
function keptFrom(entry: LocationTrace, rules: Blocked["rules"]): Kept | null {
  switch (entry.outcome) {
    case "closed":
    case "full":
    case "refused":
      return { code: entry.outcome };
    case "doesNotShip":
      return { code: "doesNotShip", reason: entry.reason };
    case "ruledOut":
      return { code: "ruledOut", rule: { id: entry.by, name: rules[entry.by] ?? entry.by } };
    default:
      return null;
  }
}
