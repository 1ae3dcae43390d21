import type { IntentId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readPerDay } from "../demand/public.server.ts";
import type { BufferedLevel } from "./domain/decide.ts";

/** A level with all that is decided from, and what is stored of it. */
export interface LevelFacts extends BufferedLevel {
  readonly active: boolean;
  /** Units that the ledger explains in safety stock; what somebody takes out is not in it any more once it was found. */
  readonly expectedSafety: number;
  readonly stored: boolean;
  readonly target: number;
  readonly intentId: IntentId | null;
  readonly place: number | null;
  readonly moving: number;
  readonly fromAvailable: number | null;
  readonly fromSafety: number | null;
  readonly trouble: string;
  readonly decidedAt: Date | null;
  /** Cost of one unit in the smallest unit of its currency. */
  readonly costMinor: number | null;
  readonly costCurrency: string | null;
}

interface Wanted {
  /** SQL over `l` (level) and `i` (item), with parameters from $2 on. */
  readonly where: string;
  readonly values: readonly unknown[];
  /** Whether a rule asks for what is sold a day, which costs a look at the entries of each level. */
  readonly sales: boolean;
}

/** Levels with what rules ask for, in the order of their keys. */
export async function readLevels(tx: ShopTx, { where, values, sales }: Wanted, now: Date): Promise<LevelFacts[]> {
  const levels = await tx.rows<LevelFacts & Record<string, unknown>>(
    `select l.item_id as "itemId", l.location_id as "locationId", l.available, l.safety_stock as "safetyStock", l.x_safety_stock as "expectedSafety",
            l.active, i.vendor, array(select t.tag from item_tag t where t.shop_id = l.shop_id and t.item_id = l.item_id) as tags,
            l.active and i.tracked and i.deleted_at is null and p.active and p.fulfills_online_orders and p.deleted_at is null as sells,
            i.unit_cost_minor::float8 as "costMinor", i.unit_cost_currency as "costCurrency", 0 as "soldPerDay",
            b.item_id is not null as stored, coalesce(b.held, 0) as held, coalesce(b.target, 0) as target, b.rule_id as "heldBy",
            b.intent_id as "intentId", b.place, coalesce(b.moving, 0) as moving, b.from_available as "fromAvailable", b.from_safety as "fromSafety",
            coalesce(b.trouble, '') as trouble,
            b.decided_at as "decidedAt"
       from inventory_level l
       join inventory_item i on i.shop_id = l.shop_id and i.item_id = l.item_id
       join location p on p.shop_id = l.shop_id and p.location_id = l.location_id
       left join buffer_level b on b.shop_id = l.shop_id and b.item_id = l.item_id and b.location_id = l.location_id
      where l.shop_id = $1 and ${where}`,
    [tx.shopId, ...values],
  );
  if (!sales) return levels;
  const perDay = await readPerDay(tx, levels, now);
  return levels.map((level) => ({ ...level, soldPerDay: perDay(level) }));
}
