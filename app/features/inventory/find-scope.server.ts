import type { InventoryItemId } from "../../core/ids.ts";
import type { RuleFaults, TypedScope } from "../../core/rule-scope.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { itemOfSku, readLocations } from "./stock.server.ts";

/** A typed rule with its item, if item and location are the shop's own; else the fields at fault. */
export async function findScope<Rule extends TypedScope>(
  tx: ShopTx,
  { sku, ...rule }: Rule,
): Promise<
  { readonly rule: Omit<Rule, "sku"> & { readonly itemId: InventoryItemId | null } } | { readonly faults: RuleFaults }
> {
  if (rule.locationId !== null && !(await readLocations(tx)).some(({ id }) => id === rule.locationId))
    return { faults: { location: "missing" } };
  if (sku === "") return { rule: { ...rule, itemId: null } };
  const found = await itemOfSku(tx, sku);
  return "error" in found ? { faults: { sku: found.error } } : { rule: { ...rule, itemId: found.itemId } };
}
