import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { pathToUnblock, useUnblock } from "../../../shell/ui/use-unblock.ts";
import type { OrderData } from "./order-data.ts";

interface UnblockListProps {
  readonly unblocks: OrderData["unblocks"][number];
  /** How the reader knows a line of the order. */
  readonly lineTitle: (lineItemId: string) => string;
}

/** What would let an order ship that cannot, each with the way to it. */
export function UnblockList({ unblocks: { list, lineOf, setOf }, lineTitle }: UnblockListProps) {
  const { t } = useTranslation("orders");
  const say = useUnblock();
  return (
    <section aria-label={t("unblock.title")}>
      <Text strong block>
        {t("unblock.title")}
      </Text>
      {list.length === 0 ? (
        <Text block>{t("unblock.nothing")}</Text>
      ) : (
        <ul className="e-list">
          {list.map((each, index) => (
            <li key={index}>
              <AppLink to={pathToUnblock(each, each.code === "ruledOut" ? (setOf[each.rule.id] ?? null) : null)}>
                {say(each, lineTitle(lineOf[each.itemId] ?? each.itemId))}
              </AppLink>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
