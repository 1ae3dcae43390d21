import type { InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { upsertRows } from "../../platform/db/upsert.server.ts";
import { switchedOnSince } from "../intents/public.server.ts";
import type { StockPlanner } from "../inventory/public.server.ts";
import { sharedAmong, shown } from "../shared-items/public.server.ts";
import { adjust, takeWrite, writesSettled, writeStatus, type Adjustment } from "../stock-writes/public.server.ts";
import { beginBooks, candidates, openWrites, readBook, type LinkedItem } from "./book.server.ts";
import { followed, type Message } from "./domain/mailbox.ts";
import { isOpen, readLinks } from "./links.server.ts";
import { heardOf } from "./mail.server.ts";

/** A book as the planner leaves it. */
type Planned = { -readonly [Key in keyof LinkedItem]: LinkedItem[Key] };
type Body = Omit<Message, "no">;
type Write = Adjustment & { readonly linkId: string };

/**
 * Keeps items of links together: a source writes what its followers did to its level and tells them its number; a follower tells what it did by itself
 * and sets its level to what the source has. While the switch is off nothing is written or told.
 */
export const planLinks: StockPlanner = async (tx, items, now) => {
  const links = new Map((await readLinks(tx)).filter(isOpen).map((link) => [link.linkId, link]));
  if (links.size === 0 || (await switchedOnSince(tx, "stock")) === null) return;
  for (const link of links.values())
    if (link.side === "source") await beginBooks(tx, link.linkId, await candidates(tx, link.linkId, { items }), now);
  // Before the levels: what is settled later than this is not in what was read, and is looked at again.
  const settled = await writesSettled(tx, await openWrites(tx, items));
  const before = await readBook(tx, items);
  const shared = await sharedAmong(tx, items);
  const planned = before.map((book): Planned => {
    const each = {
      ...book,
      moved: book.moved + book.cameMoved,
      stated: book.stated + book.cameStated,
      seenSeq: book.newestSeq,
    };
    const written = takeWrite(each, settled);
    if (links.get(each.linkId)?.side === "source") each.owed -= written;
    return each;
  });
  const writes: Write[] = [];
  const letters: { readonly book: Planned; readonly body: Body }[] = [];
  for (const level of Map.groupBy(planned, ({ itemId, locationId }) => `${itemId} ${locationId}`).values()) {
    const [first] = level;
    if (!first?.tracked || !first.active || shared.has(first.itemId)) continue;
    if (!level.every((each) => isSettled(each, before, now))) continue;
    const sides = Map.groupBy(level, ({ linkId }) => links.get(linkId)?.side);
    asSource(sides.get("source") ?? [], before, { writes, letters, now });
    for (const book of sides.get("follower") ?? []) asFollower(book, before, { writes, letters, now });
  }
  for (const [linkId, of] of Map.groupBy(writes, (write) => write.linkId))
    await adjust(tx, { kind: "Link", id: linkId }, of, now);
  await tell(tx, letters, now);
  await store(tx, planned, before, now);
};

interface Outcome {
  readonly writes: Write[];
  readonly letters: { readonly book: Planned; readonly body: Body }[];
  readonly now: Date;
}

const statusOf = (each: Planned, before: readonly LinkedItem[], now: Date) => {
  const was = before.find(({ linkId, itemId }) => linkId === each.linkId && itemId === each.itemId);
  return writeStatus(each, was?.intentId === null ? was.decidedAt : null, now);
};

/** No write of ours is under way, and the level shows the last one. */
function isSettled(each: Planned, before: readonly LinkedItem[], now: Date): boolean {
  const status = statusOf(each, before, now);
  const unshown =
    status === "done" && each.fromAvailable === each.available && each.available !== each.explained.available;
  return status !== "open" && !unshown;
}

const mayWrite = (each: Planned, before: readonly LinkedItem[], now: Date): boolean =>
  !(statusOf(each, before, now) === "refused" && each.fromAvailable === each.available);

/** Our number is the level and what we still have to write to it. One write at a time: a second one would be decided from a number that is gone. */
function asSource(books: readonly Planned[], before: readonly LinkedItem[], { writes, letters, now }: Outcome): void {
  const [first] = books;
  if (!first) return;
  const number = first.available + books.reduce((sum, { owed }) => sum + owed, 0);
  const owing = books.find((book) => book.owed !== 0 && mayWrite(book, before, now));
  if (owing) writes.push(writeOf(owing, owing.owed));
  for (const book of books)
    letters.push({ book, body: { moved: 0, stated: book.stated, ack: heardOf(book).totals, number } });
}

/** Falls at once; rises only when all that happened to the level is explained, or a sale that was just seen would be filled up again. */
function asFollower(book: Planned, before: readonly LinkedItem[], { writes, letters, now }: Outcome): void {
  const own = { moved: book.moved, stated: book.stated };
  const number = followed(heardOf(book), own);
  if (number !== null) letters.push({ book, body: { ...own, ack: heardOf(book).totals, number: null } });
  if (number === null || !mayWrite(book, before, now)) return;
  const by = shown(number, book.safetyStock) - book.available;
  const { explained } = book;
  const isExplained = book.available + book.safetyStock === explained.available + explained.safetyStock;
  if (by < 0 || (by > 0 && isExplained)) writes.push(writeOf(book, by));
}

const writeOf = (book: Planned, by: number): Write => ({
  book,
  linkId: book.linkId,
  itemId: book.itemId,
  locationId: book.locationId,
  from: book.available,
  by,
});

/** A follower speaks when it begins and when its totals change; a source when its number does, and when it was asked. Sent when the lane is done (postMail). */
async function tell(tx: ShopTx, letters: Outcome["letters"], now: Date): Promise<void> {
  const news = letters.filter(({ book, body }) => {
    const told = JSON.stringify(body.number === null ? [body.moved, body.stated] : body);
    const isNew = told !== book.told;
    const answers = book.asked && body.number !== null;
    book.asked = false;
    if (!isNew && !answers) return false;
    // By the time, so that a book that was begun anew does not count from the beginning again.
    Object.assign(book, { told, toldNo: Math.max(book.toldNo + 1, now.getTime()) });
    return true;
  });
  await tx.run(
    `insert into stock_message (shop_id, link_id, way, code, no, moved, stated, ack_moved, ack_stated, number, sent_at, status)
     select $1, link_id, 'out', code, no, moved, stated, ack_moved, ack_stated, number, $3, 'waiting'
       from jsonb_to_recordset($2::jsonb) as x(link_id bigint, code text, no bigint, moved int, stated int, ack_moved int, ack_stated int, number int)`,
    [
      tx.shopId,
      JSON.stringify(
        news.map(({ book, body }) => ({
          link_id: book.linkId,
          code: book.code,
          no: book.toldNo,
          moved: body.moved,
          stated: body.stated,
          ack_moved: body.ack.moved,
          ack_stated: body.ack.stated,
          number: body.number,
        })),
      ),
      now,
    ],
  );
}

const COLUMNS = {
  link_id: "bigint",
  item_id: "bigint",
  code: "text",
  seen_seq: "bigint",
  moved: "int",
  stated: "int",
  owed: "int",
  told_no: "bigint",
  told: "text",
  asked: "boolean",
  intent_id: "bigint",
  place: "smallint",
  writing: "int",
  from_available: "int",
  trouble: "text",
  decided_at: "timestamptz",
};

async function store(tx: ShopTx, planned: readonly Planned[], before: readonly LinkedItem[], now: Date): Promise<void> {
  const rows = planned.map((each) => ({
    link_id: each.linkId,
    item_id: each.itemId,
    code: each.code,
    seen_seq: each.seenSeq,
    moved: each.moved,
    stated: each.stated,
    owed: each.owed,
    told_no: each.toldNo,
    told: each.told,
    asked: each.asked,
    intent_id: each.intentId,
    place: each.place,
    writing: each.writing,
    from_available: each.fromAvailable,
    trouble: each.trouble,
    decided_at: now,
  }));
  const stored = new Map(before.map((book) => [`${book.linkId} ${book.itemId}`, book]));
  const changed = planned.flatMap((each, index) => {
    const was = stored.get(`${each.linkId} ${each.itemId}`);
    const same = was && (Object.keys(each) as (keyof LinkedItem)[]).every((key) => each[key] === was[key]);
    return same ? [] : (rows[index] ?? []);
  });
  await upsertRows(tx, "stock_link_item", { columns: COLUMNS, key: ["link_id", "item_id"], keep: ["code"] }, changed);
}

/** Has looked at what no change of stock does; called with each reconcile. */
export async function linksToLookAt(tx: ShopTx): Promise<InventoryItemId[]> {
  // A follower says again what the source has not confirmed.
  const rows = await tx.rows<{ item_id: InventoryItemId }>(
    `with again as (
       update stock_link_item b set told = '' from stock_link k
        where b.shop_id = $1 and k.shop_id = b.shop_id and k.link_id = b.link_id and k.side = 'follower' and k.ended_at is null and b.number is not null
          and (b.moved <> b.ack_moved or b.stated <> b.ack_stated) returning b.item_id)
     select item_id from again
     union select item_id from stock_link_item where shop_id = $1 and (trouble <> '' or owed <> 0)`,
    [tx.shopId],
  );
  return rows.map((row) => row.item_id);
}
