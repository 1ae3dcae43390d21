import type { IntentId, ProductId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Claim, Thing } from "./domain/claim.ts";
import { isGuarded, type GuardRule } from "./domain/guarded.ts";
import type { GuardedVariant } from "./domain/plan-product.ts";

/** A claim with what only the store knows. */
export interface StoredClaim extends Claim {
  readonly thing: Thing;
  readonly id: string;
  readonly trouble: string;
  readonly intentId: IntentId | null;
}

/** A product with all its variants, as the mirror has them. */
export interface StockedProduct {
  readonly productId: ProductId;
  readonly title: string;
  readonly tags: readonly string[];
  readonly variants: readonly (GuardedVariant & { readonly policy: string })[];
  readonly claims: readonly StoredClaim[];
}

/** Products with what is left of each variant to sell online, and what the guard has closed of them. */
export async function readProducts(tx: ShopTx, productIds: readonly string[]): Promise<StockedProduct[]> {
  return tx.rows<StockedProduct & Record<string, unknown>>(
    `select x.id as "productId", coalesce((select min(i.title) from inventory_item i where i.shop_id = $1 and i.product_id = x.id), '') as title,
            array(select distinct t.tag from inventory_item i join item_tag t on t.shop_id = i.shop_id and t.item_id = i.item_id
                   where i.shop_id = $1 and i.product_id = x.id and i.deleted_at is null) as tags,
            (select coalesce(jsonb_agg(jsonb_build_object('id', i.variant_id::text, 'tracked', i.tracked, 'policy', i.inventory_policy, 'sellable', coalesce(
                     (select sum(l.available) from inventory_level l
                        join location p on p.shop_id = l.shop_id and p.location_id = l.location_id and p.active and p.fulfills_online_orders and p.deleted_at is null
                       where l.shop_id = i.shop_id and l.item_id = i.item_id and l.active), 0)) order by i.variant_id), '[]')
               from inventory_item i where i.shop_id = $1 and i.product_id = x.id and i.deleted_at is null and i.variant_id is not null) as variants,
            (select coalesce(jsonb_agg(jsonb_build_object('thing', c.thing, 'id', c.thing_id::text, 'phase', c.phase, 'former', c.former, 'trouble', c.trouble,
                     'intentId', c.intent_id::text,
                     'busy', coalesce(n.status in ('waiting', 'sending', 'unsure', 'asks'), false) or (c.trouble <> '' and c.former <> '')) order by c.thing, c.thing_id), '[]')
               from guard_claim c left join intent n on n.shop_id = c.shop_id and n.intent_id = c.intent_id
              where c.shop_id = $1 and c.product_id = x.id) as claims
       from unnest($2::bigint[]) as x(id) order by x.id`,
    [tx.shopId, productIds],
  );
}

/** Products the rules can be about, and those of which something is claimed, from one on: at most `count`, in the order of their numbers. */
export async function productsAfter(
  tx: ShopTx,
  rules: readonly GuardRule[],
  after: ProductId | null,
  count: number,
): Promise<ProductId[]> {
  const included = rules.filter(({ include }) => include);
  const rows = await tx.rows<{ id: ProductId }>(
    `select distinct i.product_id as id from inventory_item i
      where i.shop_id = $1 and i.product_id > $2 and i.deleted_at is null
        and ($3 or i.product_id = any($4::bigint[])
             or exists (select 1 from item_tag t where t.shop_id = i.shop_id and t.item_id = i.item_id and t.tag = any($5))
             or exists (select 1 from guard_claim c where c.shop_id = i.shop_id and c.product_id = i.product_id))
      order by 1 limit $6`,
    [
      tx.shopId,
      after ?? "0",
      included.some(({ scope }) => scope === "all"),
      included.flatMap(({ productId }) => (productId === null ? [] : [productId])),
      included.filter(({ scope }) => scope === "tag").map(({ label }) => label),
      count,
    ],
  );
  return rows.map(({ id }) => id);
}

/** A product as the plan wants it. What the shop does not let us write is left out, as if it were not there. */
export function asGuarded(
  product: StockedProduct,
  { on, rules, channels, may }: GuardState,
): { readonly guarded: boolean } & Pick<StockedProduct, "variants" | "claims"> & {
    readonly channels: readonly string[];
  } {
  return {
    guarded: on && isGuarded(rules, product),
    variants: product.variants,
    channels: may.publish ? channels : [],
    claims: product.claims.filter(({ thing }) => (thing === "variant" ? may.deny : may.publish)),
  };
}

/** What the guard works by in one shop. */
export interface GuardState {
  readonly on: boolean;
  readonly rules: readonly GuardRule[];
  readonly channels: readonly string[];
  /** What the shop has granted: changing policies, and leaving sales channels. */
  readonly may: { readonly deny: boolean; readonly publish: boolean };
}
