import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { upsertRows } from "../../platform/db/upsert.server.ts";
import { wordHash } from "../../platform/seal.server.ts";

/** A normalised word (domain/person.ts) that an order is found by. */
export interface OrderWord {
  readonly orderId: OrderId;
  readonly word: string;
}

/** Keeps keyed hashes of words, so that orders are found by what nobody can read there. Those that are there already stay. */
export async function addOrderWords(tx: ShopTx, words: readonly OrderWord[]): Promise<void> {
  await upsertRows(
    tx,
    "order_word",
    { columns: { order_id: "bigint", word: "bytea" }, key: ["word", "order_id"] },
    words.map(({ orderId, word }) => ({
      order_id: orderId,
      word: `\\x${wordHash(tx.shopId, word).toString("hex")}`,
    })),
  );
}

/** The orders are no longer found by these words. */
export async function dropOrderWords(tx: ShopTx, words: readonly OrderWord[]): Promise<void> {
  if (words.length === 0) return;
  await tx.run(
    `delete from order_word w using unnest($2::bigint[], $3::bytea[]) as x(order_id, word)
      where w.shop_id = $1 and w.order_id = x.order_id and w.word = x.word`,
    [tx.shopId, words.map(({ orderId }) => orderId), words.map(({ word }) => wordHash(tx.shopId, word))],
  );
}

/** The orders are no longer found by any word. */
export async function dropAllOrderWords(tx: ShopTx, orderIds: readonly string[]): Promise<void> {
  await tx.run("delete from order_word where shop_id = $1 and order_id = any($2::bigint[])", [tx.shopId, orderIds]);
}
