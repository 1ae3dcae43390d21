import { parseId, type OrderId, type ParcelId, type ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { factsOf } from "../carriers/public.server.ts";
import { unplanParcel } from "../delivery/public.server.ts";
import { recordIntents } from "../intents/public.server.ts";
import { appendOrderEvents, clearAttention, openPersons } from "../orders/public.server.ts";
import { addressMark, approveAddress, dropAddressCheck, readAddressCheck } from "./address-check.server.ts";
import { recipientOf } from "./domain/recipient.ts";
import { otherLabel } from "./replace-label.server.ts";

/** What a person says about labels that wait for an address: buy them all the same, or leave them. */
type AddressAnswer = "buy" | "leave";

/** Carries it out, for every parcel of the order that waits. False: nothing waits (any more). `who`: the staff member's Shopify id. */
export async function answerAddress(
  shopId: ShopId,
  orderId: OrderId,
  answer: AddressAnswer,
  who: string,
  now: Date,
): Promise<boolean> {
  return inShop(shopId, async (tx) => {
    const check = await readAddressCheck(tx, orderId);
    if (check?.status !== "waiting" || !(await approveAddress(tx, orderId, who))) return false;
    const waiting = await waitingParcels(tx, orderId);
    if (answer === "leave") {
      for (const { parcelId } of waiting) {
        await unplanParcel(tx, parcelId);
        await otherLabel(tx, parcelId, "failed", now);
      }
      await dropAddressCheck(tx, orderId);
    } else await buyAgain(tx, orderId, waiting, now);
    const code = answer === "leave" ? "label.left" : "label.address_approved";
    const ref = `address ${now.toISOString()}`;
    await appendOrderEvents(tx, [{ orderId, code, ref, occurredAt: now, data: { by: who } }], now);
    await clearAttention(tx, [orderId], "address");
    return true;
  });
}

/**
 * Orders whose address changed while their labels waited for it: those are tried again, and the new address is asked about. Asked when orders were read
 * again.
 */
export async function recheckAddresses(tx: ShopTx, orderIds: readonly OrderId[], now: Date): Promise<void> {
  const rows = await tx.rows<{ order_id: OrderId; mark: string }>(
    "select order_id, encode(mark, 'hex') as mark from address_check where shop_id = $1 and order_id = any($2::bigint[]) and status = 'waiting'",
    [tx.shopId, orderIds],
  );
  if (rows.length === 0) return;
  const persons = await openPersons(
    tx,
    rows.map((row) => row.order_id),
  );
  for (const { order_id: orderId, mark } of rows) {
    const recipient = recipientOf(persons.get(orderId));
    if (recipient && addressMark(tx, recipient) === mark) continue;
    await dropAddressCheck(tx, orderId);
    await clearAttention(tx, [orderId], "address");
    await buyAgain(tx, orderId, await waitingParcels(tx, orderId), now);
  }
}

interface WaitingParcel {
  readonly parcelId: ParcelId;
  readonly carrier: string;
}

/** Planned parcels that nothing is under way for, and that wait for no answer about their cost. */
async function waitingParcels(tx: ShopTx, orderId: OrderId): Promise<WaitingParcel[]> {
  const rows = await tx.rows<{ parcel_id: string; carrier: string }>(
    `select p.parcel_id, p.carrier from parcel p
      where p.shop_id = $1 and p.order_id = $2 and p.stage = 'planned'
        and not exists (select 1 from label_choice c where c.shop_id = p.shop_id and c.parcel_id = p.parcel_id and c.status = 'waiting')
        and not exists (select 1 from intent i where i.shop_id = p.shop_id and i.order_id = p.order_id and i.kind in ('label.buy', 'label.purchase')
                           and i.status in ('waiting', 'sending', 'unsure', 'asks') and i.input ->> 'parcelId' = p.parcel_id::text)
      order by p.parcel_id`,
    [tx.shopId, orderId],
  );
  return rows.map((row) => ({ parcelId: parseId<ParcelId>(row.parcel_id), carrier: row.carrier }));
}

/** `clicked`: the parcel was wanted, by a person or while shipping was on; whoever corrects its address wants it still. */
async function buyAgain(tx: ShopTx, orderId: OrderId, parcels: readonly WaitingParcel[], now: Date): Promise<void> {
  await recordIntents(
    tx,
    parcels.map(({ parcelId, carrier }) => ({
      kind: factsOf(carrier)?.neverAgain ? "label.purchase" : "label.buy",
      orderId,
      subject: `parcel ${parcelId} address ${now.toISOString()}`,
      input: { parcelId },
    })),
    now,
    { clicked: true },
  );
}
