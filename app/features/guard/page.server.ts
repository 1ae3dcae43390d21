import { SHARES } from "../../core/effects.ts";
import { Retryable, Terminal } from "../../core/faults.ts";
import { fromGid, type ProductId, type PublicationId, type ShopId } from "../../core/ids.ts";
import { SalesChannelsDocument } from "../../platform/admin-api/operations.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { stockChoices } from "../inventory/public.server.ts";
import { adminFor } from "../shops/public.server.ts";
import { previewGuard } from "./preview.server.ts";
import { readGuard } from "./rules.server.ts";

const ACTS_PER_PAGE = 25;
const MOST_CLOSED = 50;

export interface SalesChannel {
  readonly id: PublicationId;
  readonly name: string;
}

/** A product of which something is closed or on its way. */
export interface ClosedProduct {
  readonly productId: ProductId;
  readonly title: string;
  /** Things that we closed and will open again. */
  readonly variants: number;
  readonly publications: number;
  readonly moving: number;
  /** A code of Shopify's, or `asks`; empty when nothing is wrong. */
  readonly trouble: string;
  /** ISO 8601 */
  readonly since: string;
}

/** One act, or where the merchant was first. */
export interface ShownAct {
  readonly actId: string;
  readonly productId: ProductId;
  readonly title: string;
  readonly variant: string | null;
  readonly thing: "variant" | "publication";
  readonly thingId: string;
  readonly code: "closed" | "opened" | "kept" | "gone" | "refused";
  /** ISO 8601 */
  readonly at: string;
}

/** Everything the page of the guard shows. `before`: acts older than this one. */
export async function guardPage(shopId: ShopId, before: string | null) {
  const read = await inShop(shopId, async (tx) => {
    const state = await readGuard(tx);
    const acts = await actsBefore(tx, before);
    return {
      ...state,
      rules: await named(tx, state.rules),
      tags: (await stockChoices(tx)).tags,
      preview: await previewGuard(tx, state),
      closed: await closedProducts(tx),
      acts: acts.slice(0, ACTS_PER_PAGE),
      older: acts.length > ACTS_PER_PAGE ? (acts[ACTS_PER_PAGE - 1]?.actId ?? null) : null,
    };
  });
  return { ...read, salesChannels: read.may.publish ? await salesChannels(shopId) : [] };
}

/** The shop's sales channels, asked of Shopify; none while it does not answer: the page shows everything else. */
async function salesChannels(shopId: ShopId): Promise<SalesChannel[]> {
  try {
    const admin = await adminFor(shopId);
    const { publications } = await admin.request(SalesChannelsDocument, {}, { share: SHARES.people });
    return publications.nodes.map(({ id, catalog }) => ({
      id: fromGid("Publication", id),
      name: catalog?.title ?? "",
    }));
  } catch (error) {
    if (error instanceof Retryable || error instanceof Terminal) return [];
    throw error;
  }
}

async function named<Rule extends { readonly productId: ProductId | null }>(tx: ShopTx, rules: readonly Rule[]) {
  const rows = await tx.rows<{ id: string; title: string }>(
    "select product_id as id, min(title) as title from inventory_item where shop_id = $1 and product_id = any($2::bigint[]) group by 1",
    [tx.shopId, rules.flatMap(({ productId }) => (productId === null ? [] : [productId]))],
  );
  const titles = new Map(rows.map(({ id, title }) => [id, title]));
  return rules.map((rule) => ({
    ...rule,
    title: rule.productId === null ? null : (titles.get(rule.productId) ?? null),
  }));
}

async function closedProducts(tx: ShopTx): Promise<ClosedProduct[]> {
  const rows = await tx.rows<Omit<ClosedProduct, "since"> & { since: Date }>(
    `select c.product_id as "productId", coalesce((select min(i.title) from inventory_item i where i.shop_id = $1 and i.product_id = c.product_id), '') as title,
            count(*) filter (where c.thing = 'variant' and c.former <> '')::int as variants,
            count(*) filter (where c.thing = 'publication' and c.former <> '')::int as publications,
            count(*) filter (where c.intent_id is not null)::int as moving,
            coalesce(max(case when n.status = 'asks' then 'asks' else nullif(c.trouble, '') end), '') as trouble, min(c.since) as since
       from guard_claim c left join intent n on n.shop_id = c.shop_id and n.intent_id = c.intent_id
      where c.shop_id = $1 and (c.former <> '' or c.intent_id is not null or c.trouble <> '')
      group by c.product_id order by max(c.since) desc, c.product_id limit ${MOST_CLOSED}`,
    [tx.shopId],
  );
  return rows.map(({ since, ...row }) => ({ ...row, since: since.toISOString() }));
}

async function actsBefore(tx: ShopTx, before: string | null): Promise<ShownAct[]> {
  const rows = await tx.rows<Omit<ShownAct, "at"> & { acted_at: Date }>(
    `select a.act_id as "actId", a.product_id as "productId", a.thing, a.thing_id as "thingId", a.code, a.acted_at,
            coalesce((select min(i.title) from inventory_item i where i.shop_id = $1 and i.product_id = a.product_id), '') as title,
            (select i.variant_title from inventory_item i where a.thing = 'variant' and i.shop_id = $1 and i.product_id = a.product_id and i.variant_id = a.thing_id) as variant
       from guard_act a where a.shop_id = $1 and ($2::bigint is null or a.act_id < $2) order by a.act_id desc limit ${ACTS_PER_PAGE + 1}`,
    [tx.shopId, before],
  );
  return rows.map(({ acted_at: at, ...row }) => ({ ...row, at: at.toISOString() }));
}
