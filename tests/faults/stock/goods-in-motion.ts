/** What people do with transfers and shipments in Shopify's admin, drawn from a seed. What the shop refuses does not happen. */
import {
  cancelTransfer,
  createTransfer,
  markReady,
  removeItems,
  setItems,
} from "../../devshop/state/change-transfer.ts";
import {
  createShipment,
  deleteShipment,
  markInTransit,
  receiveShipment,
  type ReceiveReason,
} from "../../devshop/state/shipments.ts";
import type { Shop } from "../../devshop/state/shop.ts";
import { unreceived, type Shipment } from "../../devshop/state/transfers.ts";
import type { World } from "../../devshop/state/world.ts";

/** One thing with a transfer or a shipment: begun, changed, sent in parts, received with differences, called off. */
export function moveGoods(world: World, shop: Shop, chance: () => number): void {
  const below = (count: number) => Math.floor(chance() * count);
  const one = <T>(of: Iterable<T>): T | undefined => {
    const all = [...of];
    return all[below(all.length)];
  };
  const some = () => new Set([one(shop.items.keys()), one(shop.items.keys())].filter((id) => id !== undefined));
  const items = () => [...some()].map((itemId) => ({ itemId, quantity: 1 + below(6) }));
  const shipments = (of: readonly Shipment["status"][]) =>
    [...shop.shipments.values()].filter(({ status }) => of.includes(status));

  const what = below(12);
  const transfer = one(
    [...shop.transfers.values()].filter(({ status }) => status !== "TRANSFERRED" && status !== "CANCELED"),
  );
  const [draft, way] = [one(shipments(["DRAFT"])), one(shipments(["IN_TRANSIT", "PARTIALLY_RECEIVED"]))];
  if (what === 0 || !transfer) {
    const [originId, destinationId] = [one(shop.locations.keys()), one(shop.locations.keys())];
    const texts = { note: null, referenceName: null, tags: [], dateCreated: null };
    createTransfer(world, shop, { originId, destinationId, items: items(), ...texts }, chance() < 0.8);
  } else if (what === 1) markReady(world, shop, transfer.id);
  else if (what === 2) setItems(world, shop, transfer.id, items());
  else if (what === 3 && chance() < 0.5) removeItems(world, shop, transfer.id, [one(transfer.lines)?.id ?? null]);
  else if (what === 3) cancelTransfer(world, shop, transfer.id);
  else if (what <= 7) {
    const line = one(transfer.lines);
    if (!line) return;
    const sent = [{ itemId: line.itemId, quantity: 1 + below(line.totalQuantity) }];
    const input = { transferId: transfer.id, items: sent, tracking: null, dateCreated: null };
    createShipment(world, shop, input, chance() < 0.7);
  } else if (what === 8 && draft) {
    if (chance() < 0.3) deleteShipment(world, shop, draft.id);
    else markInTransit(world, shop, draft.id, null);
  } else if (way) {
    const reason: ReceiveReason = chance() < 0.2 ? "REJECTED" : "ACCEPTED";
    const whole = chance() < 0.5;
    const line = one(way.lines.filter((each) => unreceived(each) > 0));
    const part = line ? [{ lineId: line.id, quantity: 1 + below(unreceived(line)), reason }] : [];
    receiveShipment(world, shop, { id: way.id, items: part, rest: whole ? "ACCEPTED" : null, dateReceived: null });
  }
}
