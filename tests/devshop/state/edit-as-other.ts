/** Stock that another app or a person changes by hand: levels are other than before, and nothing says who it was or why. */
import { onHand, type StoredState } from "./catalog.ts";
import type { Digits } from "./ids.ts";
import type { Shop } from "./shop.ts";
import { changeLevel, connectLevel, type Deltas } from "./stock.ts";
import type { World } from "./world.ts";

/** What others may write, as apps may: `committed` belongs to orders. */
export type OthersState = Exclude<StoredState, "committed">;

export type OtherEdit =
  | { kind: "adjust"; state: OthersState; delta: number }
  /** `on_hand`: the difference goes to `available`. */
  | { kind: "set"; state: OthersState | "on_hand"; quantity: number }
  | { kind: "move"; from: OthersState; to: OthersState; quantity: number };

/**
 * Changes the level as another would. A location that does not stock the item stocks it from then on. Tells what
 * `inventory_levels/update` tells, no more; `onStockChange` names no document. Returns what was added to each state.
 */
export function editAsOther(
  world: World,
  shop: Shop,
  { itemId, locationId, ...edit }: OtherEdit & { itemId: Digits; locationId: Digits },
): Deltas {
  const level = connectLevel(world, shop, itemId, locationId);
  const deltas = ((): Deltas => {
    switch (edit.kind) {
      case "adjust":
        return { [edit.state]: edit.delta };
      case "set":
        return edit.state === "on_hand"
          ? { available: edit.quantity - onHand(level) }
          : { [edit.state]: edit.quantity - level.quantities[edit.state] };
      case "move":
        return edit.from === edit.to ? {} : { [edit.from]: -edit.quantity, [edit.to]: edit.quantity };
    }
  })();
  changeLevel(world, shop, level, deltas);
  return deltas;
}
