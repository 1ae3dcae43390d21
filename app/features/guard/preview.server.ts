import type { ProductId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { planProduct } from "./domain/plan-product.ts";
import { asGuarded, productsAfter, readProducts, type GuardState } from "./products.server.ts";

/** Products looked at for a preview: 5,000 take about a second. */
const MOST_PRODUCTS = 5_000;
const PIECE = 500;
const FIRST = 20;

/** What the guard would do now. */
export interface Preview {
  /** Variants that could be bought without stock, and would not be any more. */
  readonly variants: number;
  /** Products of which something would change. */
  readonly products: number;
  readonly first: readonly {
    readonly productId: ProductId;
    readonly title: string;
    readonly variants: number;
    /** Channels it would leave; 0 while something of it is left. */
    readonly leaves: number;
  }[];
  /** There are more products than were looked at. */
  readonly more: boolean;
}

/** Plans every product the rules speak of as if the guard were on. Policies are those of the mirror; on channels only Shopify knows what is where. */
export async function previewGuard(tx: ShopTx, state: GuardState): Promise<Preview> {
  const found: Preview["first"][number][] = [];
  let after: ProductId | null = null;
  for (let seen = 0; seen < MOST_PRODUCTS; seen += PIECE) {
    const ids: ProductId[] = await productsAfter(tx, state.rules, after, PIECE);
    for (const product of await readProducts(tx, ids)) {
      const steps = planProduct({ ...asGuarded(product, { ...state, on: true, may: ALL }), claims: product.claims });
      const open = new Set(product.variants.filter(({ policy }) => policy === "CONTINUE").map(({ id }) => id));
      const closes = steps.filter(({ step }) => step === "close");
      const variants = closes.filter(({ thing, id }) => thing === "variant" && open.has(id)).length;
      const leaves = closes.filter(({ thing }) => thing === "publication").length;
      if (variants + leaves > 0) found.push({ productId: product.productId, title: product.title, variants, leaves });
    }
    after = ids.at(-1) ?? null;
    if (ids.length < PIECE) return summed(found, false);
  }
  return summed(found, true);
}

const ALL = { deny: true, publish: true };

const summed = (found: Preview["first"], more: boolean): Preview => ({
  variants: found.reduce((sum, { variants }) => sum + variants, 0),
  products: found.length,
  first: found.slice(0, FIRST),
  more,
});
