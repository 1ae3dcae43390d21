import { randomBytes } from "node:crypto";
import type { OrderId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { open, openWith, seal, sealWith, wordHash } from "../../platform/seal.server.ts";
import type { ShopId } from "../../core/ids.ts";
import { isEmpty, searchWords, type OrderPerson } from "./domain/person.ts";
import { addOrderWords, dropAllOrderWords, dropOrderWords } from "./order-words.server.ts";

/** Personal data is kept this long after the order (returns, claims and warranty questions come within two years). */
const RETAIN_DAYS = 730;
const DAY_MS = 86_400_000;

interface PersonRow {
  readonly order_id: string;
  readonly sealed_key: Buffer;
  readonly sealed: Buffer;
  readonly [column: string]: unknown;
}

const context = (shopId: ShopId, orderId: string) => `order_person ${shopId} ${orderId}`;

/** Stores who ordered: one sealed blob per order under a key of its own, and hashed words to find it by. Unchanged persons are not rewritten. */
export async function storePersons(
  tx: ShopTx,
  persons: readonly { readonly orderId: OrderId; readonly placedAt: Date; readonly person: OrderPerson }[],
): Promise<void> {
  if (persons.length === 0) return;
  const stored = await personRows(
    tx,
    persons.map(({ orderId }) => orderId),
  );
  const known = new Map(stored.map((row) => [row.order_id, openPerson(tx.shopId, row)]));
  const changed = persons.filter(
    ({ orderId, person }) => !isEmpty(person) && JSON.stringify(known.get(orderId)) !== JSON.stringify(person),
  );
  if (changed.length === 0) return;
  const keys = new Map(stored.map((row) => [row.order_id, keyOf(tx.shopId, row)]));
  const sealed = changed.map(({ orderId, person }) => {
    // The key stays: what else is sealed under it (messages) goes when the person goes, and not before.
    const key = keys.get(orderId) ?? randomBytes(32);
    const place = context(tx.shopId, orderId);
    return { key: seal(key, place), blob: sealWith(key, JSON.stringify(person), place) };
  });
  const ids = changed.map(({ orderId }) => orderId);
  await tx.run(
    `insert into order_person (shop_id, order_id, sealed_key, sealed, retain_until)
     select $1, * from unnest($2::bigint[], $3::bytea[], $4::bytea[], $5::timestamptz[])
     on conflict (shop_id, order_id) do update
        set sealed_key = excluded.sealed_key, sealed = excluded.sealed, retain_until = excluded.retain_until`,
    [
      tx.shopId,
      ids,
      sealed.map(({ key }) => key),
      sealed.map(({ blob }) => blob),
      changed.map(({ placedAt }) => new Date(placedAt.getTime() + RETAIN_DAYS * DAY_MS)),
    ],
  );
  const wordsOf = (orderId: OrderId, person: OrderPerson | undefined) =>
    (person ? searchWords(person) : []).map((word) => ({ orderId, word }));
  await dropOrderWords(
    tx,
    ids.flatMap((orderId) => wordsOf(orderId, known.get(orderId))),
  );
  await addOrderWords(
    tx,
    changed.flatMap(({ orderId, person }) => wordsOf(orderId, person)),
  );
}

/**
 * Opens the personal data of one order and writes down who read it and why (protected customer data, level 2: "log who reads it").
 * Undefined when there is none: erased, expired or never given.
 */
export async function readPerson(
  shopId: ShopId,
  orderId: OrderId,
  who: string,
  purpose: string,
  now: Date,
): Promise<OrderPerson | undefined> {
  return inShop(shopId, async (tx) => {
    const [row] = await personRows(tx, [orderId]);
    if (!row) return undefined;
    await notePersonalRead(tx, orderId, { who, purpose }, now);
    return openPerson(shopId, row);
  });
}

/**
 * Seals something else that is personal of an order (a message) under its person's key: it is gone when the person is. `what` names its place. Null when
 * the order has no person.
 */
export async function sealForPerson(
  tx: ShopTx,
  orderId: OrderId,
  what: string,
  plain: string,
): Promise<Buffer<ArrayBuffer> | null> {
  const [row] = await personRows(tx, [orderId]);
  return row ? sealWith(keyOf(tx.shopId, row), plain, `${what} ${context(tx.shopId, orderId)}`) : null;
}

/** Opens what `sealForPerson` made; null when the person is gone. */
export async function openForPerson(
  tx: ShopTx,
  orderId: OrderId,
  what: string,
  sealed: Uint8Array,
): Promise<string | null> {
  const [row] = await personRows(tx, [orderId]);
  return row ? openWith(keyOf(tx.shopId, row), sealed, `${what} ${context(tx.shopId, orderId)}`).toString() : null;
}

/** The persons of some orders for what is decided by machine: nobody sees them, and nobody is written down. */
export async function openPersons(tx: ShopTx, orderIds: readonly OrderId[]): Promise<Map<string, OrderPerson>> {
  const rows = await personRows(tx, orderIds);
  return new Map(rows.map((row) => [row.order_id, openPerson(tx.shopId, row)]));
}

/** Writes down that somebody read personal data of an order that is kept elsewhere (on a label). */
export async function notePersonalRead(
  tx: ShopTx,
  orderId: OrderId,
  { who, purpose }: { readonly who: string; readonly purpose: string },
  now: Date,
): Promise<void> {
  await tx.run("insert into personal_read (shop_id, order_id, who, purpose, read_at) values ($1, $2, $3, $4, $5)", [
    tx.shopId,
    orderId,
    who,
    purpose,
    now,
  ]);
}

/** What an e-mail is found by among `order_word`, however it was typed. */
export function emailWordHash(shopId: ShopId, email: string): Buffer {
  return wordHash(shopId, searchWords({ email, phone: null, name: null })[0] ?? "");
}

/**
 * The orders placed with this e-mail address by this customer or by a guest. Not those of another customer with the same address: two people
 * may share one, and neither may see or erase the other's orders.
 */
export async function ordersByEmail(tx: ShopTx, email: string, customerId: string | null): Promise<OrderId[]> {
  const rows = await tx.rows<{ order_id: OrderId }>(
    `select o.order_id from order_word w join shop_order o on o.shop_id = w.shop_id and o.order_id = w.order_id
      where w.shop_id = $1 and w.word = $2 and (o.customer_id is null or o.customer_id = $3)`,
    [tx.shopId, emailWordHash(tx.shopId, email), customerId],
  );
  return rows.map((row) => row.order_id);
}

/** Erases the person of these orders: blob, key and all words at once, those of tracking numbers too. Returns how many orders had one. */
export async function erasePersons(tx: ShopTx, orderIds: readonly string[]): Promise<number> {
  await dropAllOrderWords(tx, orderIds);
  return tx.run("delete from order_person where shop_id = $1 and order_id = any($2::bigint[])", [tx.shopId, orderIds]);
}

async function personRows(tx: ShopTx, orderIds: readonly string[]): Promise<PersonRow[]> {
  return tx.rows<PersonRow>(
    "select order_id, sealed_key, sealed from order_person where shop_id = $1 and order_id = any($2::bigint[])",
    [tx.shopId, orderIds],
  );
}

function openPerson(shopId: ShopId, row: PersonRow): OrderPerson {
  return JSON.parse(openWith(keyOf(shopId, row), row.sealed, context(shopId, row.order_id)).toString()) as OrderPerson;
}

const keyOf = (shopId: ShopId, row: Pick<PersonRow, "order_id" | "sealed_key">): Buffer =>
  open(row.sealed_key, context(shopId, row.order_id));
