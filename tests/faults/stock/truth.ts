/** What was really changed without a document, which only the dev shop knows, and what the ledger says of it. */
import type { StockChange } from "../../devshop/state/world.ts";
import type { InstalledShop, TestWorld } from "../../setup/world.ts";

const STATES = [
  "available",
  "committed",
  "incoming",
  "reserved",
  "damaged",
  "safety_stock",
  "quality_control",
] as const;

/** By level, `item location`: `available -3, damaged 2`. */
export type UnitsByLevel = ReadonlyMap<string, string>;

/** Remembers what nobody's document says. */
export function keepTruth(world: TestWorld) {
  const changes: StockChange[] = [];
  let shopId: string | undefined;
  world.devshop.world.onStockChange((shop, change) => {
    if (shop.id === shopId && change.document === null) changes.push(change);
  });
  return {
    begin({ shop }: InstalledShop) {
      shopId = shop.id;
    },
    outside(): UnitsByLevel {
      return sums(
        changes.map(({ itemId, locationId, deltas }) => ({ level: `${itemId} ${locationId}`, units: deltas })),
      );
    },
  };
}

export async function foundOutside(world: TestWorld, { shopId }: InstalledShop): Promise<UnitsByLevel> {
  const { rows } = await world.owner.query<{ level: string } & Record<(typeof STATES)[number], number>>(
    `select item_id || ' ' || location_id as level, ${STATES.join(", ")} from stock_entry where shop_id = $1 and cause = 'outside'`,
    [shopId],
  );
  return sums(rows.map(({ level, ...units }) => ({ level, units })));
}

/** Units by level; levels whose changes undo each other are left out, as nobody can see them. */
function sums(
  changes: readonly { readonly level: string; readonly units: Partial<Record<string, number>> }[],
): UnitsByLevel {
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
