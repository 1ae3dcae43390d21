import { randomUUID } from "node:crypto";
import type { GuardEffectKind } from "../../core/effects.ts";
import type { IntentId, ProductId, PublicationId, VariantId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { movesUnderWay } from "../buffers/public.server.ts";
import type { NewIntent } from "../intents/domain/intent.ts";
import { recordIntents } from "../intents/public.server.ts";
import type { StockPlanner } from "../inventory/public.server.ts";
import type { Thing } from "./domain/claim.ts";
import { planProduct, type PlannedStep } from "./domain/plan-product.ts";
import { asGuarded, readProducts } from "./products.server.ts";
import { readGuard } from "./rules.server.ts";

/** Variants in one request; Shopify takes 250. */
const PIECE = 100;

/**
 * Closes what is sold out and opens what is back, product by product. A claim is stored in the transaction that records its write. Off, or without a rule,
 * everything of ours is opened: that click is for these very writes. What a buffer is about to give back or to take counts as done: otherwise a variant
 * would be closed and opened again, or the other way round, for one sale.
 */
export const planGuard: StockPlanner = async (tx, items, now) => {
  const rows = await tx.rows<{ id: ProductId }>(
    `select distinct product_id as id from inventory_item where shop_id = $1 and item_id = any($2::bigint[]) and product_id is not null`,
    [tx.shopId, items],
  );
  const ids = rows.map(({ id }) => id);
  const state = await readGuard(tx);
  if (!state.may.deny || (!state.on && !(await claimsAny(tx, ids)))) return;
  const moving = await movesUnderWay(tx, ids);
  for (const product of await readProducts(tx, ids)) {
    const variants = product.variants.map((variant) => ({
      ...variant,
      sellable: variant.sellable + (moving.get(variant.id as VariantId) ?? 0),
    }));
    const steps = planProduct(asGuarded({ ...product, variants }, state));
    const groups = Map.groupBy(steps, ({ thing, step }) => `${thing} ${step}`);
    for (const steps of groups.values()) await take(tx, product.productId, steps, { clicked: !state.on }, now);
  }
};

async function claimsAny(tx: ShopTx, ids: readonly ProductId[]): Promise<boolean> {
  const rows = await tx.rows(
    "select 1 from guard_claim where shop_id = $1 and product_id = any($2::bigint[]) limit 1",
    [tx.shopId, ids],
  );
  return rows.length > 0;
}

/** Steps of one kind for things of one kind of a product. */
async function take(
  tx: ShopTx,
  productId: ProductId,
  steps: readonly PlannedStep[],
  how: { readonly clicked: boolean },
  now: Date,
): Promise<void> {
  const [first] = steps;
  if (!first) return;
  const { thing, step } = first;
  if (step === "forget") {
    await tx.run(
      "delete from guard_claim where shop_id = $1 and product_id = $2 and thing = $3 and thing_id = any($4::bigint[])",
      [tx.shopId, productId, thing, steps.map(({ id }) => id)],
    );
    return;
  }
  for (let from = 0; from < steps.length; from += PIECE) {
    const ids = steps.slice(from, from + PIECE).map(({ id }) => id);
    const [intentId] = await recordIntents(tx, [intentFor(thing, productId, step, ids)], now, how);
    if (intentId !== undefined) await claim(tx, { productId, thing, step, ids, intentId }, now);
  }
}

function intentFor(thing: Thing, productId: ProductId, way: "close" | "open", ids: readonly string[]): NewIntent {
  const common = { orderId: null, subject: `guard ${productId} ${randomUUID()}` } as const;
  const kind: GuardEffectKind = thing === "variant" ? "variant.policy" : "product.publication";
  return kind === "variant.policy"
    ? { kind, ...common, input: { productId, way, ids: ids.map((id) => id as VariantId) } }
    : { kind, ...common, input: { productId, way, ids: ids.map((id) => id as PublicationId) } };
}

interface NewClaim {
  readonly productId: ProductId;
  readonly thing: Thing;
  readonly step: "close" | "open";
  readonly ids: readonly string[];
  readonly intentId: IntentId;
}

async function claim(tx: ShopTx, { productId, thing, step, ids, intentId }: NewClaim, now: Date): Promise<void> {
  await tx.run(
    `insert into guard_claim as c (shop_id, product_id, thing, thing_id, phase, intent_id, since)
     select $1, $2, $3, id, $5, $6, $7 from unnest($4::bigint[]) as x(id)
     on conflict (shop_id, product_id, thing, thing_id) do update
        set phase = excluded.phase, intent_id = excluded.intent_id, trouble = '', former = case when $5 = 'closing' then '' else c.former end`,
    [tx.shopId, productId, thing, ids, step === "close" ? "closing" : "opening", intentId, now],
  );
}
