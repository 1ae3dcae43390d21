import { z } from "zod";
import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { wordHash } from "../../platform/seal.server.ts";
import type { AddressPart, AddressResult, JudgedAddress } from "../carriers/domain/address/judge-address.ts";
import type { CarrierAddress } from "../carriers/domain/carrier.ts";
import { carrierName } from "../carriers/public.server.ts";
import { notePersonalRead, openForPerson, openPersons, sealForPerson } from "../orders/public.server.ts";
import { recipientOf } from "./domain/recipient.ts";

/** `waiting`: for a person; `approved`: by one; `settled`: nobody has to say anything. */
type CheckStatus = "settled" | "waiting" | "approved";

/** What a carrier said of an order's address: codes; the address itself is nowhere but sealed. */
interface AddressCheck {
  readonly status: CheckStatus;
  readonly result: AddressResult;
  readonly codes: readonly string[];
  readonly parts: readonly AddressPart[];
  readonly carrier: string;
  /** The staff member who wants the label all the same. */
  readonly who: string | null;
}

interface Row extends AddressCheck {
  readonly mark: Buffer;
  readonly checked_at: Date;
  readonly [column: string]: unknown;
}

const SEALED = "address_check";

/** Names an address without telling it: another one has another mark. What a carrier is not asked about (name, phone) is no part of it. */
export function addressMark(
  tx: ShopTx,
  { address1, address2, city, zip, countryCode }: Omit<CarrierAddress, "name">,
): string {
  const parts = [address1, address2 ?? "", city, zip ?? "", countryCode];
  return wordHash(tx.shopId, `address ${JSON.stringify(parts)}`).toString("hex");
}

/** What is known of an order's address; undefined when nobody was asked. */
export async function readAddressCheck(
  tx: ShopTx,
  orderId: OrderId,
): Promise<(AddressCheck & { readonly mark: string; readonly checkedAt: Date }) | undefined> {
  const [row] = await tx.rows<Row>(
    "select status, result, codes, parts, carrier, who, mark, checked_at from address_check where shop_id = $1 and order_id = $2",
    [tx.shopId, orderId],
  );
  if (!row) return undefined;
  const { mark, checked_at: checkedAt, status, result, codes, parts, carrier, who } = row;
  return { status, result, codes, parts, carrier, who, mark: mark.toString("hex"), checkedAt };
}

/** Keeps what a carrier said of the address with this mark; what was known of another one is forgotten. */
export async function writeAddressCheck(
  tx: ShopTx,
  orderId: OrderId,
  { mark, carrier, status }: { readonly mark: string; readonly carrier: string; readonly status: CheckStatus },
  { result, codes, parts, suggestion }: JudgedAddress,
  now: Date,
): Promise<void> {
  const sealed = suggestion && (await sealForPerson(tx, orderId, SEALED, JSON.stringify(suggestion)));
  await tx.run(
    `insert into address_check (shop_id, order_id, mark, carrier, result, codes, parts, sealed, status, who, checked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, $10)
     on conflict (shop_id, order_id) do update
        set mark = excluded.mark, carrier = excluded.carrier, result = excluded.result, codes = excluded.codes, parts = excluded.parts,
            sealed = excluded.sealed, status = excluded.status, who = excluded.who, checked_at = excluded.checked_at`,
    [tx.shopId, orderId, Buffer.from(mark, "hex"), carrier, result, codes, parts, sealed, status, now],
  );
}

/** A person wants the label all the same. False: nothing waits for them (any more). */
export async function approveAddress(tx: ShopTx, orderId: OrderId, who: string): Promise<boolean> {
  const changed = await tx.run(
    "update address_check set status = 'approved', who = $3 where shop_id = $1 and order_id = $2 and status = 'waiting'",
    [tx.shopId, orderId, who],
  );
  return changed > 0;
}

/** Forgets what was said of an address; it is asked about anew with the next label. */
export async function dropAddressCheck(tx: ShopTx, orderId: OrderId): Promise<void> {
  await tx.run("delete from address_check where shop_id = $1 and order_id = $2", [tx.shopId, orderId]);
}

/** What was said of an order's address, as staff are shown it; null when nobody was asked. */
export async function addressOfOrder(
  tx: ShopTx,
  orderId: OrderId,
): Promise<(AddressCheck & { readonly checkedAt: string }) | null> {
  const check = await readAddressCheck(tx, orderId);
  if (!check) return null;
  const { mark: _, checkedAt, carrier, ...shown } = check;
  return { ...shown, carrier: carrierName(carrier), checkedAt: checkedAt.toISOString() };
}

/** Lines of an address that may be compared. */
const writing = z.object({
  address1: z.string(),
  address2: z.string().nullable(),
  city: z.string(),
  zip: z.string().nullable(),
  countryCode: z.string(),
});
export type Writing = z.infer<typeof writing>;

/**
 * The address as the order has it, and as the carrier would write it, for a staff member (`who`), which is written down. Null, each: there is none (any more).
 */
export async function bothAddresses(
  tx: ShopTx,
  orderId: OrderId,
  who: string,
  now: Date,
): Promise<{ readonly given: Writing | null; readonly suggested: Writing | null }> {
  const [row] = await tx.rows<{ sealed: Buffer | null }>(
    "select sealed from address_check where shop_id = $1 and order_id = $2",
    [tx.shopId, orderId],
  );
  const person = (await openPersons(tx, [orderId])).get(orderId);
  if (!person) return { given: null, suggested: null };
  await notePersonalRead(tx, orderId, { who, purpose: "address" }, now);
  const given = recipientOf(person);
  const sealed = row?.sealed ? await openForPerson(tx, orderId, SEALED, row.sealed) : null;
  return {
    given: given && writing.parse(given),
    suggested: sealed === null ? null : writing.parse(JSON.parse(sealed)),
  };
}
