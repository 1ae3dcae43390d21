import { z } from "zod";
import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { AddressRule } from "./domain/address/judge-address.ts";
import type { LabelPolicy, LabelWish } from "./domain/shopping/choose-label.ts";
import { DEFAULT_SETTING, type LabelSetting } from "./domain/shopping/label-setting.ts";

interface Row {
  readonly policy: string;
  readonly within_minor: string | null;
  readonly preferred: string | null;
  readonly guard_minor: string | null;
  readonly guard_percent: number | null;
  readonly duties_wait: boolean;
  readonly address_rule: AddressRule;
  readonly [column: string]: unknown;
}

/** How the shop chooses labels; the defaults when it never said. */
export async function readLabelSetting(tx: ShopTx): Promise<LabelSetting> {
  const [row] = await tx.rows<Row>(
    `select policy, within_minor, preferred, guard_minor, guard_percent, duties_wait, address_rule from label_setting where shop_id = $1`,
    [tx.shopId],
  );
  if (!row) return DEFAULT_SETTING;
  const { guard_minor: minor, guard_percent: percent, duties_wait: dutiesWait } = row;
  return {
    policy: policyOf(row),
    guard: { minor: minor === null ? null : Number(minor), percent, dutiesWait },
    address: row.address_rule,
  };
}

function policyOf({ policy, within_minor: within, preferred }: Row): LabelPolicy {
  if (policy === "fastest") return { kind: "fastest", withinMinor: Number(within ?? 0) };
  if (policy === "preferred" && preferred !== null) return { kind: "preferred", carrier: preferred };
  return { kind: "cheapest" };
}

export async function writeLabelSetting(
  tx: ShopTx,
  { policy, guard, address }: LabelSetting,
  now: Date,
): Promise<void> {
  await tx.run(
    `insert into label_setting (shop_id, policy, within_minor, preferred, guard_minor, guard_percent, duties_wait, updated_at, address_rule)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (shop_id) do update
        set policy = excluded.policy, within_minor = excluded.within_minor, preferred = excluded.preferred,
            guard_minor = excluded.guard_minor, guard_percent = excluded.guard_percent, duties_wait = excluded.duties_wait,
            updated_at = excluded.updated_at, address_rule = excluded.address_rule`,
    [
      tx.shopId,
      policy.kind,
      policy.kind === "fastest" ? policy.withinMinor : null,
      policy.kind === "preferred" ? policy.carrier : null,
      guard.minor,
      guard.percent,
      guard.dutiesWait,
      now,
      address,
    ],
  );
}

const which = z.object({ carrier: z.string(), service: z.string().nullable() });
const wishSchema = z.object({ force: which.nullable(), exclude: z.array(which) });
const NOTHING: LabelWish = { force: null, exclude: [] };

/** What rules want of the orders' labels; nothing for those without a row. */
export async function labelWishes(tx: ShopTx, orderIds: readonly OrderId[]): Promise<(orderId: OrderId) => LabelWish> {
  const rows = await tx.rows<{ order_id: OrderId; wish: unknown }>(
    "select order_id, wish from label_wish where shop_id = $1 and order_id = any($2::bigint[])",
    [tx.shopId, orderIds],
  );
  const wishes = new Map(rows.map((row) => [row.order_id, wishSchema.parse(row.wish)]));
  return (orderId) => wishes.get(orderId) ?? NOTHING;
}

/** Stores what the newest decision wants; nothing wanted takes an earlier wish back. */
export async function writeLabelWish(tx: ShopTx, orderId: OrderId, wish: LabelWish): Promise<void> {
  if (wish.force === null && wish.exclude.length === 0) {
    await tx.run("delete from label_wish where shop_id = $1 and order_id = $2", [tx.shopId, orderId]);
    return;
  }
  await tx.run(
    `insert into label_wish (shop_id, order_id, wish) values ($1, $2, $3)
     on conflict (shop_id, order_id) do update set wish = excluded.wish`,
    [tx.shopId, orderId, JSON.stringify(wish)],
  );
}
