import { useTranslation } from "react-i18next";
import type { InventoryItemId } from "../../../core/ids.ts";
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
export function UnblockList({ unblocks: { list, more, lineOf, setOf }, lineTitle }: UnblockListProps) {
  const { t } = useTranslation("orders");
  const say = useUnblock();
  const title = (itemId: InventoryItemId) => lineTitle(lineOf[itemId] ?? itemId);
  return (
    <section aria-label={t("unblock.title")}>
      <Text strong block>
        {t("unblock.title")}
      </Text>
      {list.length === 0 ? (
        <Text block>{t("unblock.nothing")}</Text>
      ) : (
        <ul className="e-list">
          {[...Map.groupBy(list, ({ itemId }) => itemId)].flatMap(([itemId, ways]) => [
            ...ways.map((each, index) => (
              <li key={`${itemId} ${index}`}>
                <AppLink to={pathToUnblock(each, each.code === "ruledOut" ? (setOf[each.rule.id] ?? null) : null)}>
                  {say(each, title(itemId))}
                </AppLink>
              </li>
            )),
            ...(more[itemId] === undefined
              ? []
              : [<li key={`${itemId} more`}>{t("unblock.moreOf", { line: title(itemId), count: more[itemId] })}</li>]),
          ])}
        </ul>
      )}
    </section>
  );
}
