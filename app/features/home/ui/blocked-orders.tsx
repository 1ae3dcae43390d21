import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { FirstUnblock } from "../../../shell/ui/first-unblock.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { HomeData } from "../home-page.server.ts";

/** Orders that cannot ship, the one that waits longest first, each with what would let it; nothing when there are none. */
export function BlockedOrders({ count, orders, unblocks }: HomeData["blocked"]) {
  const { t } = useTranslation(["home", "orders"]);
  if (orders.length === 0) return null;
  const title = count.more ? t("home:blocked.titleMore") : t("home:blocked.title", { count: count.value });
  return (
    <Card
      title={title}
      padded={false}
      action={<AppLink to="/app/orders?attention=blocked&sort=placed.asc">{t("home:blocked.all")}</AppLink>}
    >
      <DataTable
        caption={title}
        rows={orders}
        keyOf={({ orderId }) => orderId}
        columns={[
          {
            id: "name",
            title: t("orders:column.name"),
            whole: true,
            cell: ({ orderId, name }) => <AppLink to={`/app/orders/${orderId}`}>{name}</AppLink>,
          },
          {
            id: "unblock",
            title: t("orders:unblock.title"),
            cell: ({ orderId }) => <FirstUnblock orderId={orderId} first={unblocks[orderId]} />,
          },
          {
            id: "placed",
            title: t("orders:column.placed"),
            whole: true,
            cell: ({ placedAt }) => <Time at={placedAt} />,
          },
        ]}
      />
    </Card>
  );
}
