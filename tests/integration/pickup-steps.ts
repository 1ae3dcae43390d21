/** Steps that the tests of the pickup desk share: a shop whose Madrid store takes pickups, orders to be collected, and what clerks do. */
import { parseId, type FulfillmentOrderId, type LocationId } from "../../app/core/ids.ts";
import type { LocationSettings } from "../../app/features/locations/domain/settings.ts";
import type { PickupAct, PickupOutcome } from "../../app/features/pickup/act-schema.ts";
import type { Pickup } from "../../app/features/pickup/store.server.ts";
import type { Order } from "../devshop/state/orders.ts";
import { spanishShop } from "../factories/shops.ts";
import type { InstalledShop, TestWorld } from "../setup/world.ts";
import { location, MINUTE, onlyPart, order } from "./steps.ts";

export const load = async () => ({
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/features/pickup/acts.server.ts")),
  ...(await import("../../app/features/pickup/desk.server.ts")),
  ...(await import("../../app/features/pickup/settings.server.ts")),
  ...(await import("../../app/features/pickup/store.server.ts")),
  ...(await import("../../app/features/locations/store.server.ts")),
});

const NINE_TO_EIGHT = [{ from: 540, to: 1_200 }];
const EVERY_DAY: LocationSettings["hours"] = [
  NINE_TO_EIGHT,
  NINE_TO_EIGHT,
  NINE_TO_EIGHT,
  NINE_TO_EIGHT,
  NINE_TO_EIGHT,
  NINE_TO_EIGHT,
  NINE_TO_EIGHT,
];

/** A shop with a store in Madrid that is open from 9 to 20 every day and has orders ready after an hour. */
export async function pickupShop(
  world: TestWorld,
  { perDay = null, autoRefund = false }: { readonly perDay?: number | null; readonly autoRefund?: boolean } = {},
): Promise<InstalledShop> {
  const installed = await world.install(spanishShop());
  await world.advance(installed, 16 * MINUTE);
  const app = await load();
  await app.inShop(installed.shopId, async (tx) => {
    const id = parseId<LocationId>(location(installed, "Madrid"));
    const madrid = (await app.readLocationSettings(tx)).find((each) => each.id === id);
    if (!madrid) throw new Error("no Madrid");
    const settings = {
      ...madrid.settings,
      zone: "Europe/Madrid",
      hours: EVERY_DAY,
      pickup: { on: true, readyMinutes: 60, perDay, note: "Ring at the side door" },
    };
    await app.saveLocationSettings(tx, [{ id, settings }], "7", world.clock.now());
    await app.savePickupSetting(tx, id, { ...app.USUAL, autoRefund }, "7", world.clock.now());
  });
  return installed;
}

/** A shopper orders to collect; everything that follows happens. */
export const orderToCollect = (world: TestWorld, installed: InstalledShop, lines: Record<string, number>) =>
  order(world, installed, lines, {
    delivery: { methodType: "PICK_UP" },
    shippingLine: { title: "Store Madrid", code: "pickup", priceMinor: 0 },
  });

export const partId = (installed: InstalledShop, placed: Order): FulfillmentOrderId =>
  parseId<FulfillmentOrderId>(onlyPart(installed, placed).id);

/** A clerk clicks, and what follows happens. */
export async function click(
  world: TestWorld,
  installed: InstalledShop,
  id: FulfillmentOrderId,
  act: PickupAct,
  who = "7",
): Promise<PickupOutcome> {
  const app = await load();
  const outcome = await app.inShop(installed.shopId, (tx) => app.doPickupAct(tx, id, act, who, world.clock.now()));
  await world.settle(installed);
  return outcome;
}

export async function pickupOf(installed: InstalledShop, id: FulfillmentOrderId): Promise<Pickup> {
  const app = await load();
  const [found] = await app.inShop(installed.shopId, (tx) => app.readPickups(tx, [id]));
  if (!found) throw new Error("no pickup");
  return found;
}

/** All that is left of it, by line. */
export async function whole(installed: InstalledShop, id: FulfillmentOrderId): Promise<Record<string, number>> {
  const app = await load();
  const lines = await app.inShop(installed.shopId, (tx) => app.pickupLines(tx, id));
  return Object.fromEntries(lines.map(({ lineId, left }) => [lineId, left]));
}
