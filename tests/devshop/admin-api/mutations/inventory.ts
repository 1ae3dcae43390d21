/** Mutations of stock. */
import { digitsOf } from "../../state/ids.ts";
import { adjustQuantities, moveQuantities, setQuantities } from "../../state/inventory-writes.ts";
import { refused } from "../../state/outcome.ts";
import { activeLevel, changeLevel, connectLevel, disconnectLevel, levelOfGid } from "../../state/stock.ts";
import { accepting, badRequest, type Fields } from "../context.ts";
import { payload } from "./payload.ts";

interface Swap {
  changeFromQuantity?: number | null;
}

interface AdjustArgs {
  input: {
    name: string;
    reason: string;
    referenceDocumentUri?: string | null;
    changes: (Swap & {
      delta: number;
      inventoryItemId: string;
      locationId: string;
      ledgerDocumentUri?: string | null;
    })[];
  };
}

interface SetArgs {
  input: {
    name: string;
    reason: string;
    referenceDocumentUri?: string | null;
    quantities: (Swap & { quantity: number; inventoryItemId: string; locationId: string })[];
  };
}

interface Terminal extends Swap {
  name: string;
  locationId: string;
  ledgerDocumentUri?: string | null;
}

interface MoveArgs {
  input: {
    reason: string;
    referenceDocumentUri: string;
    changes: { inventoryItemId: string; quantity: number; from: Terminal; to: Terminal }[];
  };
}

interface ActivateArgs {
  inventoryItemId: string;
  locationId: string;
  available?: number | null;
  onHand?: number | null;
}

/** Optional in the schema, required at run time since 2026-04: a number to compare with, or an explicit null. */
function comparison(change: Swap, where: string): number | null {
  if (change.changeFromQuantity === undefined)
    throw badRequest(`${where} must include the argument changeFromQuantity. Pass null to skip the comparison.`);
  return change.changeFromQuantity;
}

const group = (inventoryAdjustmentGroup: object) => ({ inventoryAdjustmentGroup });

export const inventoryMutations: Fields<unknown> = {
  inventoryAdjustQuantities: accepting<unknown, AdjustArgs>(["input"], (_root, { input }, { world, shop }) =>
    payload(
      adjustQuantities(world, shop, {
        name: input.name,
        reason: input.reason,
        referenceDocumentUri: input.referenceDocumentUri ?? null,
        changes: input.changes.map((change) => ({
          itemGid: digitsOf("InventoryItem", change.inventoryItemId),
          locationGid: digitsOf("Location", change.locationId),
          delta: change.delta,
          changeFromQuantity: comparison(change, "InventoryChangeInput"),
          ledgerDocumentUri: change.ledgerDocumentUri ?? null,
        })),
      }),
      group,
    ),
  ),
  inventorySetQuantities: accepting<unknown, SetArgs>(["input"], (_root, { input }, { world, shop }) =>
    payload(
      setQuantities(world, shop, {
        name: input.name,
        reason: input.reason,
        referenceDocumentUri: input.referenceDocumentUri ?? null,
        quantities: input.quantities.map((each) => ({
          itemGid: digitsOf("InventoryItem", each.inventoryItemId),
          locationGid: digitsOf("Location", each.locationId),
          quantity: each.quantity,
          changeFromQuantity: comparison(each, "InventoryQuantityInput"),
        })),
      }),
      group,
    ),
  ),
  inventoryMoveQuantities: accepting<unknown, MoveArgs>(["input"], (_root, { input }, { world, shop }) => {
    const terminal = (end: Terminal) => ({
      name: end.name,
      locationGid: digitsOf("Location", end.locationId),
      ledgerDocumentUri: end.ledgerDocumentUri ?? null,
      changeFromQuantity: comparison(end, "InventoryMoveQuantityTerminalInput"),
    });
    return payload(
      moveQuantities(world, shop, {
        reason: input.reason,
        referenceDocumentUri: input.referenceDocumentUri,
        changes: input.changes.map((change) => ({
          itemGid: digitsOf("InventoryItem", change.inventoryItemId),
          quantity: change.quantity,
          from: terminal(change.from),
          to: terminal(change.to),
        })),
      }),
      group,
    );
  }),
  inventoryActivate: accepting<unknown, ActivateArgs>(
    ["inventoryItemId", "locationId", "available"],
    (_root, args, { world, shop }) => {
      const item = shop.items.get(digitsOf("InventoryItem", args.inventoryItemId) ?? "");
      const location = shop.locations.get(digitsOf("Location", args.locationId) ?? "");
      if (item === undefined || location?.isActive !== true)
        return payload(refused(["locationId"], "The item or location could not be found."), () => ({}));
      if (args.available != null && activeLevel(shop, item.id, location.id) !== undefined)
        return payload(
          refused(
            ["available"],
            "Not allowed to set available quantity when the item is already active at the location.",
          ),
          () => ({}),
        );
      const level = connectLevel(world, shop, item.id, location.id);
      if (args.available != null)
        changeLevel(world, shop, level, { available: args.available - level.quantities.available });
      return { inventoryLevel: level, userErrors: [] };
    },
  ),
  inventoryDeactivate: accepting<unknown, { inventoryLevelId: string }>(
    ["inventoryLevelId"],
    (_root, { inventoryLevelId }, { world, shop }) => {
      const level = levelOfGid(shop, inventoryLevelId);
      if (level === undefined) return payload(refused(null, "The inventory level could not be found."), () => ({}));
      const { committed, incoming, reserved } = level.quantities;
      if (committed !== 0 || incoming !== 0 || reserved !== 0)
        return payload(
          refused(null, "The product has committed, incoming or reserved units at the location."),
          () => ({}),
        );
      disconnectLevel(world, shop, level);
      return { userErrors: [] };
    },
  ),
};
