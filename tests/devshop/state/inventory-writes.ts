/** Stock written by apps: adjust, set, and move between states. All or nothing; compare-and-swap per change. */
import { onHand, type InventoryItem, type InventoryLevel, type Location, type StoredState } from "./catalog.ts";
import type { Digits } from "./ids.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import { activeLevel, changeLevel, connectLevel } from "./stock.ts";
import type { World } from "./world.ts";

/** Shopify's documented reasons. */
const REASONS = new Set(
  (
    "correction cycle_count_available damaged movement_created movement_updated movement_received movement_canceled other " +
    "promotion quality_control received reservation_created reservation_deleted reservation_updated restock safety_stock shrinkage"
  ).split(" "),
);
/** States an app may write. `committed` belongs to orders and `on_hand` is a sum. */
const WRITABLE: readonly string[] = ["available", "damaged", "incoming", "quality_control", "reserved", "safety_stock"];
const HIGHEST_ADJUSTED = 2_000_000_000;
const HIGHEST_SET = 1_000_000_000;

export interface AdjustmentGroup {
  readonly type: "InventoryAdjustmentGroup";
  readonly id: Digits;
  readonly createdAt: Date;
  readonly reason: string;
  readonly referenceDocumentUri: string | null;
  readonly changes: InventoryChange[];
}

export interface InventoryChange {
  readonly type: "InventoryChange";
  readonly name: string;
  readonly delta: number;
  readonly quantityAfterChange: number;
  readonly item: InventoryItem;
  readonly location: Location;
  readonly ledgerDocumentUri: string | null;
}

interface Step {
  readonly item: InventoryItem;
  readonly location: Location;
  readonly state: StoredState;
  readonly delta: number;
  readonly ledgerDocumentUri: string | null;
}

interface Header {
  reason: string;
  referenceDocumentUri: string | null;
}

export interface AdjustInput extends Header {
  name: string;
  changes: {
    itemGid: Digits | null;
    locationGid: Digits | null;
    delta: number;
    changeFromQuantity: number | null;
    ledgerDocumentUri: string | null;
  }[];
}

/** `inventoryAdjustQuantities`: adds deltas to one state. */
export function adjustQuantities(world: World, shop: Shop, input: AdjustInput): Outcome<AdjustmentGroup> {
  const header = checkHeader(input);
  if (!header.ok) return header;
  if (!isWritable(input.name))
    return refused(["input", "name"], "The specified quantity name is invalid.", "INVALID_QUANTITY_NAME");
  const documents = new Set(input.changes.map((change) => change.ledgerDocumentUri));
  if (documents.size > 1)
    return refused(
      ["input", "changes"],
      "All changes must have the same ledger document URI.",
      "MAX_ONE_LEDGER_DOCUMENT",
    );
  const steps: Step[] = [];
  for (const [index, change] of input.changes.entries()) {
    const field = ["input", "changes", String(index)];
    const place = findPlace(shop, field, change.itemGid, change.locationGid);
    if (!place.ok) return place;
    const document = checkLedger(field, input.name, change.ledgerDocumentUri);
    if (!document.ok) return document;
    const now = quantityOf(shop, place.value, input.name);
    if (change.changeFromQuantity !== null && change.changeFromQuantity !== now) return stale(field);
    if (now + change.delta > HIGHEST_ADJUSTED)
      return refused(field, "The quantity can't be higher than 2,000,000,000.", "INVALID_QUANTITY_TOO_HIGH");
    if (now + change.delta < -HIGHEST_ADJUSTED)
      return refused(field, "The quantity can't be lower than -2,000,000,000.", "INVALID_QUANTITY_TOO_LOW");
    steps.push({
      ...place.value,
      state: input.name,
      delta: change.delta,
      ledgerDocumentUri: change.ledgerDocumentUri,
    });
  }
  return done(apply(world, shop, input, steps));
}

export interface SetInput extends Header {
  name: string;
  quantities: {
    itemGid: Digits | null;
    locationGid: Digits | null;
    quantity: number;
    changeFromQuantity: number | null;
  }[];
}

/** `inventorySetQuantities`: `available`, or `on_hand` (the difference goes to `available`). */
export function setQuantities(world: World, shop: Shop, input: SetInput): Outcome<AdjustmentGroup> {
  const header = checkHeader(input);
  if (!header.ok) return header;
  const { name } = input;
  if (name !== "available" && name !== "on_hand")
    return refused(["input", "name"], "The quantity name must be either 'available' or 'on_hand'.", "INVALID_NAME");
  const seen = new Set<string>();
  const steps: Step[] = [];
  for (const [index, each] of input.quantities.entries()) {
    const field = ["input", "quantities", String(index)];
    const place = findPlace(shop, field, each.itemGid, each.locationGid);
    if (!place.ok) return place;
    const key = `${place.value.item.id}:${place.value.location.id}`;
    if (seen.has(key))
      return refused(
        field,
        "The combination of inventoryItemId and locationId must be unique.",
        "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
      );
    seen.add(key);
    if (each.quantity < 0) return refused(field, "The quantity can't be negative.", "INVALID_QUANTITY_NEGATIVE");
    if (each.quantity > HIGHEST_SET)
      return refused(field, "The total quantity can't be higher than 1,000,000,000.", "INVALID_QUANTITY_TOO_HIGH");
    const now = quantityOf(shop, place.value, name);
    if (each.changeFromQuantity !== null && each.changeFromQuantity !== now) return stale(field);
    steps.push({ ...place.value, state: "available", delta: each.quantity - now, ledgerDocumentUri: null });
  }
  return done(apply(world, shop, input, steps));
}

interface Terminal {
  name: string;
  locationGid: Digits | null;
  ledgerDocumentUri: string | null;
  changeFromQuantity: number | null;
}

export interface MoveQuantitiesInput extends Header {
  changes: { itemGid: Digits | null; quantity: number; from: Terminal; to: Terminal }[];
}

/** `inventoryMoveQuantities`: units change their state at one location. */
export function moveQuantities(world: World, shop: Shop, input: MoveQuantitiesInput): Outcome<AdjustmentGroup> {
  const header = checkHeader(input);
  if (!header.ok) return header;
  const documents = new Set(
    input.changes.flatMap((each) => [each.from.ledgerDocumentUri, each.to.ledgerDocumentUri]).filter((uri) => uri),
  );
  if (documents.size > 2)
    return refused(
      ["input", "changes"],
      "Only a maximum of 2 ledger document URIs across all changes is allowed.",
      "MAXIMUM_LEDGER_DOCUMENT_URIS",
    );
  const steps: Step[] = [];
  for (const [index, change] of input.changes.entries()) {
    const field = ["input", "changes", String(index)];
    if (change.from.locationGid !== change.to.locationGid)
      return refused(field, "The quantities can't be moved between different locations.", "DIFFERENT_LOCATIONS");
    if (change.from.name === change.to.name)
      return refused(field, "The quantity names for each change can't be the same.", "SAME_QUANTITY_NAME");
    if (change.quantity < 0) return refused(field, "The quantity can't be negative.", "INVALID_QUANTITY_NEGATIVE");
    if (change.quantity > HIGHEST_ADJUSTED)
      return refused(field, "The quantity can't be higher than 2,000,000,000.", "INVALID_QUANTITY_TOO_HIGH");
    const place = findPlace(shop, field, change.itemGid, change.from.locationGid);
    if (!place.ok) return place;
    for (const [end, sign] of [
      [change.from, -1],
      [change.to, 1],
    ] as const) {
      const { name } = end;
      if (!isWritable(name)) return refused(field, "The specified quantity name is invalid.", "INVALID_QUANTITY_NAME");
      const document = checkLedger(field, name, end.ledgerDocumentUri);
      if (!document.ok) return document;
      const now = quantityOf(shop, place.value, name);
      if (end.changeFromQuantity !== null && end.changeFromQuantity !== now) return stale(field);
      steps.push({
        ...place.value,
        state: name,
        delta: sign * change.quantity,
        ledgerDocumentUri: end.ledgerDocumentUri,
      });
    }
  }
  return done(apply(world, shop, input, steps));
}

function isWritable(name: string): name is StoredState {
  return WRITABLE.includes(name);
}

function checkHeader(header: Header): Outcome<null> {
  if (!REASONS.has(header.reason))
    return refused(["input", "reason"], "The specified reason is invalid.", "INVALID_REASON");
  const uri = header.referenceDocumentUri;
  if (uri !== null && !URL.canParse(uri))
    return refused(
      ["input", "referenceDocumentUri"],
      "The specified reference document is invalid.",
      "INVALID_REFERENCE_DOCUMENT",
    );
  return done(null);
}

function checkLedger(field: string[], name: string, uri: string | null): Outcome<null> {
  if (name === "available")
    return uri === null
      ? done(null)
      : refused(field, "A ledger document URI is not allowed when adjusting available.", "INVALID_AVAILABLE_DOCUMENT");
  if (uri === null)
    return refused(
      field,
      "A ledger document URI is required except when adjusting available.",
      "INVALID_QUANTITY_DOCUMENT",
    );
  if (uri.startsWith("gid://shopify/"))
    return refused(
      field,
      "Internal (gid://shopify/) ledger documents are not allowed to be adjusted via API.",
      "INTERNAL_LEDGER_DOCUMENT",
    );
  if (!URL.canParse(uri)) return refused(field, "The specified ledger document is invalid.", "INVALID_LEDGER_DOCUMENT");
  return done(null);
}

interface Place {
  item: InventoryItem;
  location: Location;
}

function findPlace(shop: Shop, field: string[], itemId: Digits | null, locationId: Digits | null): Outcome<Place> {
  const item = shop.items.get(itemId ?? "");
  if (item === undefined)
    return refused(
      [...field, "inventoryItemId"],
      "The specified inventory item could not be found.",
      "INVALID_INVENTORY_ITEM",
    );
  const location = shop.locations.get(locationId ?? "");
  if (location?.isActive !== true)
    return refused([...field, "locationId"], "The specified location could not be found.", "INVALID_LOCATION");
  return done({ item, location });
}

function quantityOf(shop: Shop, place: Place, name: StoredState | "on_hand"): number {
  const level: InventoryLevel | undefined = activeLevel(shop, place.item.id, place.location.id);
  if (level === undefined) return 0;
  return name === "on_hand" ? onHand(level) : level.quantities[name];
}

function stale(field: string[]): Outcome<never> {
  return refused(
    [...field, "changeFromQuantity"],
    "The changeFromQuantity argument no longer matches the persisted quantity.",
    "CHANGE_FROM_QUANTITY_STALE",
  );
}

/** Since 2026-10 a location that does not stock the item yet is connected by the write itself. */
function apply(world: World, shop: Shop, header: Header, steps: Step[]): AdjustmentGroup {
  const changes: InventoryChange[] = [];
  for (const [, atLevel] of Map.groupBy(steps, (step) => `${step.item.id}:${step.location.id}`)) {
    const place = atLevel[0];
    if (place === undefined) continue;
    const level = connectLevel(world, shop, place.item.id, place.location.id);
    const before = onHand(level);
    const deltas: Partial<Record<StoredState, number>> = {};
    for (const step of atLevel) deltas[step.state] = (deltas[step.state] ?? 0) + step.delta;
    changeLevel(world, shop, level, deltas, header.referenceDocumentUri);
    for (const { item, location, state, delta, ledgerDocumentUri } of atLevel) {
      const quantityAfterChange = level.quantities[state];
      changes.push({
        type: "InventoryChange",
        name: state,
        delta,
        quantityAfterChange,
        item,
        location,
        ledgerDocumentUri,
      });
    }
    if (onHand(level) !== before)
      changes.push({
        type: "InventoryChange",
        name: "on_hand",
        delta: onHand(level) - before,
        quantityAfterChange: onHand(level),
        item: place.item,
        location: place.location,
        ledgerDocumentUri: null,
      });
  }
  return {
    type: "InventoryAdjustmentGroup",
    id: world.nextId("Other"),
    createdAt: world.clock.now(),
    reason: header.reason,
    referenceDocumentUri: header.referenceDocumentUri,
    changes,
  };
}
