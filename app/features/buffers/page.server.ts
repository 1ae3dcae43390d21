import type { ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { switchedOnSince } from "../intents/public.server.ts";
import { readLocations, stockChoices } from "../inventory/public.server.ts";
import { shopProfile } from "../shops/public.server.ts";
import type { BufferFilter, PageKey } from "./domain/list-filter.ts";
import type { BufferRule } from "./domain/rule.ts";
import { listBuffers } from "./list.server.ts";
import { readRules } from "./rules.server.ts";
import { learnBuffers } from "./suggestions.server.ts";

const MOST_CORRECTIONS = 20;

/** A rule as it is shown: with the item's name, and what it keeps. */
export interface ShownRule extends BufferRule {
  readonly title: string | null;
  readonly sku: string | null;
  readonly levels: number;
  readonly held: number;
}

/** Units of ours that somebody took. */
export interface ShownCorrection {
  readonly correctionId: string;
  readonly title: string;
  readonly sku: string | null;
  readonly location: string;
  readonly code: "taken" | "inactive";
  readonly units: number;
  readonly at: string;
}

/** Everything the page of buffers shows. */
export async function buffersPage(shopId: ShopId, filter: BufferFilter, key: PageKey | null, now: Date) {
  const { currency } = await shopProfile(shopId);
  return inShop(shopId, async (tx) => {
    const { rules, pausedAt, started } = await readRules(tx);
    const locations = (await readLocations(tx)).filter(({ active }) => active);
    return {
      filter,
      started,
      on: (await switchedOnSince(tx, "stock")) !== null,
      pausedAt: pausedAt?.toISOString() ?? null,
      locations: locations.map(({ id, name, fulfillsOnlineOrders }) => ({ id, name, sells: fulfillsOnlineOrders })),
      rules: await shownRules(tx, rules),
      choices: await stockChoices(tx),
      page: await listBuffers(tx, filter, key),
      corrections: await lastCorrections(tx),
      learned: await learnBuffers(tx, currency, now),
    };
  });
}

async function shownRules(tx: ShopTx, rules: readonly BufferRule[]): Promise<ShownRule[]> {
  const held = await tx.rows<{ rule_id: string; levels: number; held: number }>(
    "select rule_id, count(*)::int as levels, sum(held)::int as held from buffer_level where shop_id = $1 and rule_id is not null group by rule_id",
    [tx.shopId],
  );
  const items = await tx.rows<{ item_id: string; title: string; variant_title: string | null; sku: string | null }>(
    "select item_id, title, variant_title, sku from inventory_item where shop_id = $1 and item_id = any($2::bigint[])",
    [tx.shopId, rules.flatMap(({ itemId }) => (itemId === null ? [] : [itemId]))],
  );
  return rules.map((rule) => {
    const item = items.find(({ item_id }) => item_id === rule.itemId);
    const keeps = held.find(({ rule_id }) => rule_id === rule.ruleId);
    return {
      ...rule,
      title: item ? [item.title, item.variant_title].filter(Boolean).join(" · ") : null,
      sku: item?.sku ?? null,
      levels: keeps?.levels ?? 0,
      held: keeps?.held ?? 0,
    };
  });
}

async function lastCorrections(tx: ShopTx): Promise<ShownCorrection[]> {
  const rows = await tx.rows<Omit<ShownCorrection, "at"> & { corrected_at: Date }>(
    `select c.correction_id as "correctionId", i.title, i.sku, p.name as location, c.code, c.units, c.corrected_at
       from buffer_correction c
       join inventory_item i on i.shop_id = c.shop_id and i.item_id = c.item_id
       join location p on p.shop_id = c.shop_id and p.location_id = c.location_id
      where c.shop_id = $1 order by c.correction_id desc limit ${MOST_CORRECTIONS}`,
    [tx.shopId],
  );
  return rows.map(({ corrected_at: at, ...row }) => ({ ...row, at: at.toISOString() }));
}
