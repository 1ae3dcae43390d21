import type { InventoryItemId, ProductId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { switchedOnSince } from "../intents/public.server.ts";
import { stockChanged } from "../inventory/public.server.ts";
import { shopProfile } from "../shops/public.server.ts";
import type { GuardRule } from "./domain/guarded.ts";
import { NEEDED } from "./domain/scopes.ts";
import { productsAfter, type GuardState } from "./products.server.ts";

const PIECE = 1_000;

type StoredRule = GuardRule & Record<string, unknown>;
const COLUMNS = `rule_id as "ruleId", scope, product_id as "productId", label, include`;

/** What the guard works by now. */
export async function readGuard(tx: ShopTx): Promise<GuardState> {
  const rules = await tx.rows<StoredRule>(`select ${COLUMNS} from guard_rule where shop_id = $1 order by rule_id`, [
    tx.shopId,
  ]);
  const [setting] = await tx.rows<{ channels: string[] | null }>(
    "select channels from guard_setting where shop_id = $1",
    [tx.shopId],
  );
  const { scopes } = await shopProfile(tx.shopId);
  return {
    on: (await switchedOnSince(tx, "guard")) !== null,
    rules,
    channels: setting?.channels ?? [],
    may: {
      deny: NEEDED.deny.every((scope) => scopes.includes(scope)),
      publish: NEEDED.publish.every((scope) => scopes.includes(scope)),
    },
  };
}

/** Stores a rule in place of the one about the same products, which it returns; null: there was none. */
export async function saveRule(
  tx: ShopTx,
  { scope, productId, label, include }: Omit<GuardRule, "ruleId">,
  now: Date,
): Promise<GuardRule | null> {
  const [before = null] = await tx.rows<StoredRule>(
    `select ${COLUMNS} from guard_rule where shop_id = $1 and scope = $2 and product_id is not distinct from $3 and label = $4`,
    [tx.shopId, scope, productId, label],
  );
  await tx.run(
    `insert into guard_rule (shop_id, scope, product_id, label, include, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (shop_id, scope, product_id, label) do update set include = excluded.include`,
    [tx.shopId, scope, productId, label, include, now],
  );
  await lookAtAll(tx);
  return before;
}

/** Takes a rule away; what nothing else looks after is opened again. Returns it; undefined: there is none of this number. */
export async function removeRule(tx: ShopTx, ruleId: string): Promise<GuardRule | undefined> {
  const { rules } = await readGuard(tx);
  const [removed] = await tx.rows<StoredRule>(
    `delete from guard_rule where shop_id = $1 and rule_id = $2 returning ${COLUMNS}`,
    [tx.shopId, ruleId],
  );
  await lookAtAll(tx, rules);
  return removed;
}

/** The channels that sold-out products leave. */
export async function saveChannels(tx: ShopTx, channels: readonly string[]): Promise<void> {
  await tx.run(
    "insert into guard_setting (shop_id, channels) values ($1, $2) on conflict (shop_id) do update set channels = excluded.channels",
    [tx.shopId, channels],
  );
  await lookAtAll(tx);
}

/** All products that rules speak of, or of which something is closed, are decided anew by the stock lane. */
export async function lookAtAll(tx: ShopTx, rules?: readonly GuardRule[]): Promise<void> {
  const spoken = rules ?? (await readGuard(tx)).rules;
  for (let after: ProductId | null = null; ;) {
    const products: ProductId[] = await productsAfter(tx, spoken, after, PIECE);
    const items = await tx.rows<{ item_id: InventoryItemId }>(
      "select item_id from inventory_item where shop_id = $1 and product_id = any($2::bigint[]) and deleted_at is null",
      [tx.shopId, products],
    );
    await stockChanged(
      tx,
      items.map((row) => row.item_id),
    );
    after = products.at(-1) ?? null;
    if (after === null || products.length < PIECE) return;
  }
}
