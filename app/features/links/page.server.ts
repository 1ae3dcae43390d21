import { readId, type InventoryItemId, type ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { switchedOnSince } from "../intents/public.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import type { MessageFilter, STATUSES, WAYS } from "./domain/message-list.ts";
import { isOpen, readLinks, type StockLink } from "./links.server.ts";
import { previewLink } from "./preview.server.ts";

const PAGE_SIZE = 50;

export type LinkState = "offered" | "expired" | "confirmHere" | "confirmThere" | "open" | "ended";

/** A link as people see it. */
export interface ListedLink extends Pick<StockLink, "linkId" | "side" | "rule" | "peerDomain" | "endedBy"> {
  readonly location: string;
  readonly state: LinkState;
  /** Until when the code is good, since when it flows, or when it ended. */
  readonly at: string;
  readonly items: number;
  /** Items that wait for Shopify or for a person. */
  readonly troubled: number;
  /** Codes the other shop has told of and we do not have. */
  readonly unknown: number;
}

function stateOf(link: StockLink, now: Date): { state: LinkState; at: Date } {
  const { side, peerDomain, codeUntil, confirmedAt, peerConfirmedAt, endedAt, createdAt } = link;
  if (endedAt) return { state: "ended", at: endedAt };
  if (peerDomain === "")
    return { state: codeUntil && codeUntil > now ? "offered" : "expired", at: codeUntil ?? createdAt };
  if (isOpen(link))
    return { state: "open", at: side === "source" ? (confirmedAt ?? createdAt) : (peerConfirmedAt ?? createdAt) };
  const ours = side === "source" ? peerConfirmedAt !== null : confirmedAt === null;
  return { state: ours ? "confirmHere" : "confirmThere", at: createdAt };
}

/** All that the page of links shows. */
export async function linksPage(shopId: ShopId, now: Date) {
  return inShop(shopId, async (tx) => {
    const locations = await readLocations(tx);
    const counts = await countsOf(tx);
    const links = (await readLinks(tx)).map((link): ListedLink => {
      const { state, at } = stateOf(link, now);
      const { linkId, side, rule, peerDomain, endedBy, locationId } = link;
      return {
        linkId,
        side,
        rule,
        peerDomain,
        endedBy,
        location: locations.find(({ id }) => id === locationId)?.name ?? locationId,
        state,
        at: at.toISOString(),
        ...(counts.get(linkId) ?? { items: 0, troubled: 0, unknown: 0 }),
      };
    });
    return {
      on: (await switchedOnSince(tx, "stock")) !== null,
      links,
      locations: locations.filter(({ active }) => active).map(({ id, name }) => ({ id, name })),
    };
  });
}

async function countsOf(tx: ShopTx): Promise<Map<string, Pick<ListedLink, "items" | "troubled" | "unknown">>> {
  const rows = await tx.rows<{ link_id: string; items: number; troubled: number; unknown: number }>(
    `select k.link_id, count(b.item_id)::int as items, count(b.item_id) filter (where b.trouble <> '')::int as troubled,
            (select count(distinct m.code)::int from stock_message m where m.shop_id = k.shop_id and m.link_id = k.link_id and m.status = 'unknown') as unknown
       from stock_link k left join stock_link_item b on b.shop_id = k.shop_id and b.link_id = k.link_id
      where k.shop_id = $1 group by k.shop_id, k.link_id`,
    [tx.shopId],
  );
  return new Map(rows.map(({ link_id, ...counts }) => [link_id, counts]));
}

export interface ListedMessage {
  readonly messageId: string;
  readonly way: (typeof WAYS)[number];
  readonly code: string;
  readonly no: string;
  readonly moved: number;
  readonly stated: number;
  readonly number: number | null;
  readonly sentAt: string;
  readonly status: (typeof STATUSES)[number];
}

/** Messages of a link after a place, the newest first. */
export async function messagesAfter(
  tx: ShopTx,
  linkId: string,
  { way, status, search, after }: MessageFilter,
  count: number,
): Promise<ListedMessage[]> {
  const rows = await tx.rows<Omit<ListedMessage, "sentAt"> & { sentAt: Date }>(
    `select message_id as "messageId", way, code, no, moved, stated, number, sent_at as "sentAt", status
       from stock_message where shop_id = $1 and link_id = $2 and ($3 = '' or way = $3) and ($4 = '' or status = $4)
        and ($5 = '' or starts_with(code, $5)) and ($6::bigint is null or message_id < $6)
      order by message_id desc limit $7`,
    [tx.shopId, linkId, way, status, search, readId(after) ?? null, count],
  );
  return rows.map((row) => ({ ...row, sentAt: row.sentAt.toISOString() }));
}

/** One link with its items' other names and its messages; undefined when the shop has none of this number. */
export async function linkPage(shopId: ShopId, linkId: string, filter: MessageFilter, now: Date) {
  const id = readId(linkId);
  const link =
    id === undefined ? undefined : (await linksPage(shopId, now)).links.find((each) => each.linkId === String(id));
  if (!link) return undefined;
  return inShop(shopId, async (tx) => {
    const messages = await messagesAfter(tx, link.linkId, filter, PAGE_SIZE + 1);
    const page = messages.slice(0, PAGE_SIZE);
    const stored = (await readLinks(tx)).find((each) => each.linkId === link.linkId);
    const watches = stored !== undefined && isOpen(stored) && (await switchedOnSince(tx, "stock")) === null;
    return {
      link,
      /** Null: changes of stock are on, or the link is not open. */
      preview: watches ? await previewLink(tx, stored) : null,
      codes: await tx.rows<{ itemId: InventoryItemId; title: string; sku: string | null; code: string }>(
        `select x.item_id as "itemId", i.title, i.sku, x.code from stock_link_code x
           join inventory_item i on i.shop_id = x.shop_id and i.item_id = x.item_id
          where x.shop_id = $1 and x.link_id = $2 order by i.title_key, x.item_id limit 500`,
        [shopId, link.linkId],
      ),
      unknown: (
        await tx.rows<{ code: string }>(
          "select distinct code from stock_message where shop_id = $1 and link_id = $2 and status = 'unknown' order by code limit 50",
          [shopId, link.linkId],
        )
      ).map(({ code }) => code),
      messages: page,
      next: messages.length > PAGE_SIZE ? (page.at(-1)?.messageId ?? null) : null,
    };
  });
}
