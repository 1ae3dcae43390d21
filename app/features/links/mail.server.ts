import type { InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { inLease, type Lease } from "../../platform/lanes.server.ts";
import { switchedOnSince } from "../intents/public.server.ts";
import { stockChanged } from "../inventory/public.server.ts";
import { beginBooks, candidates, readBook, type LinkedItem } from "./book.server.ts";
import { takeFromFollower, takeFromSource, type Heard, type Message } from "./domain/mailbox.ts";
import { isOpen, readLinks, type StockLink } from "./links.server.ts";

/** Messages read in one transaction. */
const PIECE = 500;

interface Letter extends Message {
  readonly messageId: string;
  readonly linkId: string;
  readonly code: string;
}

/**
 * Reads what other shops have put into our box, before the stock lane looks at its items. While the switch is off it waits there; then the newest of
 * each item says everything.
 */
export async function takeMail(lease: Lease, now: Date): Promise<void> {
  while ((await inLease(lease, (tx) => takePiece(tx, now))) === PIECE);
}

async function takePiece(tx: ShopTx, now: Date): Promise<number> {
  if ((await switchedOnSince(tx, "stock")) === null) return 0;
  const letters = await tx.rows<Letter & Record<string, unknown>>(
    `select message_id as "messageId", link_id as "linkId", code, no::float8 as no, moved, stated,
            jsonb_build_object('moved', ack_moved, 'stated', ack_stated) as ack, number
       from stock_message where shop_id = $1 and status = 'new' and way = 'in' order by message_id limit ${PIECE}`,
    [tx.shopId],
  );
  if (letters.length === 0) return 0;
  const links = new Map((await readLinks(tx)).filter(isOpen).map((link) => [link.linkId, link]));
  const statuses = new Map<string, Letter[]>();
  const put = (status: string, letter: Letter) => statuses.set(status, [...(statuses.get(status) ?? []), letter]);
  const touched: InventoryItemId[] = [];
  for (const [linkId, ofLink] of Map.groupBy(letters, (letter) => letter.linkId)) {
    const link = links.get(linkId);
    if (!link) {
      for (const letter of ofLink) put("dropped", letter);
      continue;
    }
    const books = await booksOf(tx, link, [...new Set(ofLink.map(({ code }) => code))], now);
    for (const [code, ofCode] of Map.groupBy(ofLink, (letter) => letter.code)) {
      const book = books.get(code);
      for (const letter of ofCode.toSorted((a, b) => b.no - a.no)) {
        const heard: Taken | "late" | "unknown" = book ? take(link, book, letter) : "unknown";
        if (typeof heard === "string") put(heard, letter);
        else if (book) {
          put("applied", letter);
          await remember(tx, book, heard, now);
          touched.push(book.itemId);
          break;
        }
      }
    }
  }
  await settle(tx, letters, statuses);
  await stockChanged(tx, touched);
  return letters.length;
}

/** The books of these codes; a follower begins one when the source first tells of an item. */
async function booksOf(
  tx: ShopTx,
  link: StockLink,
  codes: readonly string[],
  now: Date,
): Promise<Map<string, LinkedItem>> {
  if (link.side === "follower") {
    const known = await tx.rows<{ code: string }>(
      "select code from stock_link_item where shop_id = $1 and link_id = $2 and code = any($3::text[])",
      [tx.shopId, link.linkId, codes],
    );
    const missing = new Set(codes).difference(new Set(known.map(({ code }) => code)));
    if (missing.size > 0)
      await beginBooks(tx, link.linkId, await candidates(tx, link.linkId, { codes: [...missing] }), now);
  }
  const rows = await tx.rows<{ item_id: InventoryItemId }>(
    "select item_id from stock_link_item where shop_id = $1 and link_id = $2 and code = any($3::text[])",
    [tx.shopId, link.linkId, codes],
  );
  const books = await readBook(
    tx,
    rows.map((row) => row.item_id),
  );
  return new Map(books.filter(({ linkId }) => linkId === link.linkId).map((book) => [book.code, book]));
}

interface Taken {
  readonly heard: Heard;
  readonly by: number;
}

function take(link: StockLink, book: LinkedItem, letter: Letter): Taken | "late" {
  const heard = heardOf(book);
  if (link.side === "follower") {
    const taken = takeFromSource(heard, letter);
    return taken ? { heard: taken, by: 0 } : "late";
  }
  return takeFromFollower(heard, letter, { rule: link.rule, stated: book.stated }) ?? "late";
}

/** What a book remembers of the other side. */
export const heardOf = (book: LinkedItem): Heard => ({
  no: book.heardNo,
  totals: { moved: book.heardMoved, stated: book.heardStated },
  ack: { moved: book.ackMoved, stated: book.ackStated },
  number: book.number,
  resolved: book.resolved,
});

/** A follower's totals begin where the source stands: what an earlier book of this code had told is in its number already. */
async function remember(tx: ShopTx, book: LinkedItem, { heard, by }: Taken, now: Date): Promise<void> {
  const begins = heard.number !== null && book.number === null;
  await tx.run(
    `update stock_link_item set heard_no = $4, heard_moved = $5, heard_stated = $6, ack_moved = $7, ack_stated = $8, number = $9, resolved = $10,
            owed = owed + $11, asked = true, decided_at = $12,
            moved = case when $13 then $7 else moved end, stated = case when $13 then $8 else stated end
      where shop_id = $1 and link_id = $2 and item_id = $3`,
    [
      tx.shopId,
      book.linkId,
      book.itemId,
      heard.no,
      heard.totals.moved,
      heard.totals.stated,
      heard.ack.moved,
      heard.ack.stated,
      heard.number,
      heard.resolved,
      by,
      now,
      begins,
    ],
  );
}

/** What is not named in `statuses` came before one of the same item that was taken. */
async function settle(
  tx: ShopTx,
  letters: readonly Letter[],
  statuses: ReadonlyMap<string, readonly Letter[]>,
): Promise<void> {
  const named = new Map(
    [...statuses].flatMap(([status, of]) => of.map(({ messageId }) => [messageId, status] as const)),
  );
  await tx.run(
    `update stock_message m set status = x.status from unnest($2::bigint[], $3::text[]) as x(message_id, status)
      where m.shop_id = $1 and m.message_id = x.message_id`,
    [
      tx.shopId,
      letters.map(({ messageId }) => messageId),
      letters.map(({ messageId }) => named.get(messageId) ?? "late"),
    ],
  );
}

/** Carries what was written into our box of outgoing messages to the other shops; after the stock lane has looked at its items, in a transaction of its own. */
export async function postMail(lease: Lease, now: Date): Promise<void> {
  await inLease(lease, async (tx) => {
    await tx.rows(
      `select stock_link_send(link_id, $2) from (
         select distinct link_id from stock_message where shop_id = $1 and status = 'waiting' and way = 'out' order by link_id) w`,
      [tx.shopId, now],
    );
  });
}
