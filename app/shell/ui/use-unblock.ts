import { useTranslation } from "react-i18next";
import type { RuleSetId } from "../../core/ids.ts";
import type { Unblock } from "../../features/routing/domain/unblock.ts";
import { formatMoment } from "../../platform/i18n/format.ts";
import { useShop } from "./use-shop.ts";

/** Puts what would let an order ship into a sentence. `line`: how the reader knows the line it is about. */
export function useUnblock(): (unblock: Unblock, line: string) => string {
  const { t, i18n } = useTranslation("orders");
  const { timezone } = useShop();
  return (each, line) => {
    const params = { count: each.units, line, location: each.location.name };
    switch (each.code) {
      case "transfer":
        return each.at === null
          ? t("unblock.transfer", params)
          : t("unblock.transferAt", { ...params, at: formatMoment(each.at, timezone, i18n.language) });
      case "doesNotShip":
        return t(`unblock.doesNotShip.${each.reason}`, params);
      case "ruledOut":
        return t("unblock.ruledOut", { ...params, rule: each.rule.name });
      case "heldOrder":
        return t("unblock.heldOrder", { ...params, order: each.order.name });
      default:
        return t(`unblock.${each.code}`, params);
    }
  };
}

/** Where somebody can do something about it. `setId`: of the rule it is about, while that is live. */
export function pathToUnblock(each: Unblock, setId: RuleSetId | null): string {
  switch (each.code) {
    case "transfer":
      return `/app/inventory/transfers/${each.transferId}`;
    case "heldOrder":
      return `/app/orders/${each.order.id}`;
    case "ruledOut":
      return setId === null ? "/app/automations" : `/app/automations/${setId}/rules/${each.rule.id}`;
    case "full":
    case "closed":
    case "doesNotShip":
      return `/app/settings/locations/${each.location.id}`;
    case "buffer":
    case "incoming":
    case "refused":
      return `/app/inventory/${each.itemId}`;
  }
}
