/** Staff who count with the app's own pages: they scan, review and write while the shop goes on selling. */
import { randomUUID } from "node:crypto";
import { parseId, type CountId, type LocationId } from "../../../app/core/ids.ts";
import type { CountAction } from "../../../app/features/counts/count-actions.server.ts";
import { onHand } from "../../devshop/state/catalog.ts";
import { activeLevel } from "../../devshop/state/stock.ts";
import type { InstalledShop, TestWorld } from "../../setup/world.ts";

/** Counts at the same time. */
const AT_ONCE = 3;
/** Items of a count. */
const LINES = 4;

/** The next thing somebody does for a count. */
export type Counters = () => Promise<void>;

/** Numbers are what Shopify shows, or a few units off it: then there is something to write. */
export async function openCounters(
  world: TestWorld,
  { shop, shopId }: InstalledShop,
  chance: () => number,
): Promise<Counters> {
  const { inShop } = await import("../../../app/platform/db/in-shop.server.ts");
  const { createCount } = await import("../../../app/features/counts/create-count.server.ts");
  const { doCountAction } = await import("../../../app/features/counts/count-actions.server.ts");
  const { takeScans } = await import("../../../app/features/counts/scans.server.ts");
  const { readCount } = await import("../../../app/features/counts/counts.server.ts");
  const open: CountId[] = [];
  const below = (count: number) => Math.floor(chance() * count);
  const act = (countId: CountId, action: CountAction) =>
    inShop(shopId, (tx) => doCountAction(tx, countId, action, world.clock.now()));

  const begin = async () => {
    const [items, places] = [[...shop.items.values()], [...shop.locations.keys()]];
    const place = places[below(places.length)] ?? "";
    const chosen = Array.from({ length: LINES }, () => items[below(items.length)]).filter((item) => item !== undefined);
    const created = await inShop(shopId, (tx) =>
      createCount(
        tx,
        {
          locationId: parseId<LocationId>(place),
          name: "Storm",
          scope: "items",
          scopeValue: chosen.map(({ sku }) => sku ?? "").join("\n"),
          blind: true,
          assignee: "",
          reason: "cycle_count_available",
        },
        world.clock.now(),
      ),
    );
    if (created.status !== "created") throw new Error(JSON.stringify(created));
    open.push(created.countId);
    await act(created.countId, { action: "become", status: "counting" });
    const scans = chosen.flatMap(({ id, sku }) => {
      const level = activeLevel(shop, id, place);
      const units = level ? Math.max(0, onHand(level) + below(5) - 2) : 0;
      return [{ kind: "set" as const, code: sku ?? "", units, id: randomUUID(), ageMs: 0 }];
    });
    await inShop(shopId, (tx) => takeScans(tx, created.countId, scans, world.clock.now()));
  };

  return async () => {
    const countId = open.length < AT_ONCE ? undefined : open[below(open.length)];
    if (!countId) return begin();
    const status = await inShop(shopId, (tx) => readCount(tx, countId));
    if (status?.status === "counting") await act(countId, { action: "become", status: "review" });
    // What was changed outside around the count comes back to be looked at: whoever is sure accepts it again, the others give up.
    if (status?.status === "review" && chance() < 0.2) await act(countId, { action: "become", status: "cancelled" });
    else if (status?.status === "counting" || status?.status === "review") {
      await act(countId, { action: "acceptAll" });
      await act(countId, { action: "become", status: "writing" });
    } else if (status?.status !== "writing") open.splice(open.indexOf(countId), 1);
  };
}
