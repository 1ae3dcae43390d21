import type { ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { readLocations, stockChoices } from "../inventory/public.server.ts";
import type { AlertFilter, PageKey } from "./domain/list-filter.ts";
import type { AlertRule } from "./domain/rule.ts";
import { readHelp } from "./help.server.ts";
import { listAlerts } from "./list.server.ts";
import { readRules } from "./rules.server.ts";

/** A rule as it is shown: with the item's name, and how many alerts of it are open. */
export interface ShownRule extends AlertRule {
  readonly title: string | null;
  readonly open: number;
}

/** Everything the page of alerts shows. */
export async function alertsPage(shopId: ShopId, filter: AlertFilter, key: PageKey | null, now: Date) {
  return inShop(shopId, async (tx) => {
    const page = await listAlerts(tx, filter, key, now);
    const help = await readHelp(tx, filter.state === "closed" ? [] : page.alerts);
    const [state] = await tx.rows<{ started: boolean; looking: boolean }>(
      `select p.stock_since is not null as started,
              exists (select 1 from alert_look l where l.shop_id = $1 and l.after_item is not null) as looking
         from shop_profile p where p.shop_id = $1`,
      [tx.shopId],
    );
    return {
      filter,
      started: state?.started ?? false,
      looking: state?.looking ?? false,
      locations: (await readLocations(tx)).filter(({ active }) => active).map(({ id, name }) => ({ id, name })),
      choices: await stockChoices(tx),
      rules: await shownRules(tx, await readRules(tx)),
      page: { ...page, alerts: page.alerts.map((alert) => ({ ...alert, help: help.get(alert.alertId) ?? null })) },
    };
  });
}

async function shownRules(tx: ShopTx, rules: readonly AlertRule[]): Promise<ShownRule[]> {
  const open = await tx.rows<{ rule_id: string; count: number }>(
    "select rule_id, count(*)::int as count from stock_alert where shop_id = $1 and closed_at is null group by rule_id",
    [tx.shopId],
  );
  const items = await tx.rows<{ item_id: string; name: string }>(
    `select item_id, concat_ws(' · ', title, variant_title, sku) as name from inventory_item where shop_id = $1 and item_id = any($2::bigint[])`,
    [tx.shopId, rules.flatMap(({ itemId }) => (itemId === null ? [] : [itemId]))],
  );
  return rules.map((rule) => ({
    ...rule,
    title: items.find(({ item_id }) => item_id === rule.itemId)?.name ?? null,
    open: open.find(({ rule_id }) => rule_id === rule.ruleId)?.count ?? 0,
  }));
}
