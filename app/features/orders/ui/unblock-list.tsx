import { useTranslation } from "react-i18next";
import { formatMoment } from "../../../platform/i18n/format.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { OrderData } from "./order-data.ts";

type Unblocks = OrderData["unblocks"][number];
type Unblock = Unblocks["list"][number];

interface UnblockListProps {
  readonly unblocks: Unblocks;
  /** How the reader knows a line of the order. */
  readonly lineTitle: (lineItemId: string) => string;
}

/** What would let an order ship that cannot, each with the way to it. */
export function UnblockList({ unblocks: { list, lineOf, setOf }, lineTitle }: UnblockListProps) {
  const { t, i18n } = useTranslation("orders");
  const { timezone } = useShop();
  const say = (each: Unblock): string => {
    const params = {
      count: each.units,
      line: lineTitle(lineOf[each.itemId] ?? each.itemId),
      location: each.location.name,
    };
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
  return (
    <section aria-label={t("unblock.title")}>
      <Text strong block>
        {t("unblock.title")}
      </Text>
      {list.length === 0 ? (
        <Text block>{t("unblock.nothing")}</Text>
      ) : (
        <ul className="e-list">
          {list.map((each, index) => {
            const to = pathOf(each, setOf);
            return (
              <li key={index}>{to === null ? <Text>{say(each)}</Text> : <AppLink to={to}>{say(each)}</AppLink>}</li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

/** Where somebody can do something about it; null: in Shopify. */
function pathOf(each: Unblock, setOf: Unblocks["setOf"]): string | null {
  switch (each.code) {
    case "transfer":
      return `/app/inventory/transfers/${each.transferId}`;
    case "heldOrder":
      return `/app/orders/${each.order.id}`;
    case "ruledOut": {
      const setId = setOf[each.rule.id];
      return setId === undefined ? "/app/automations" : `/app/automations/${setId}/rules/${each.rule.id}`;
    }
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
