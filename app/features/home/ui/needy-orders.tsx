import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { HomeData } from "../home-page.server.ts";

/** Orders that need somebody, newest first, each with its reason. */
export function NeedyOrders({ orders }: { readonly orders: HomeData["needy"] }) {
  const { t } = useTranslation(["home", "orders"]);
  const title = t("home:attention.title");
  return (
    <Card
      title={title}
      padded={false}
      {...(orders.length > 0 && {
        action: <AppLink to="/app/orders?attention=any">{t("home:attention.all")}</AppLink>,
      })}
    >
      {orders.length === 0 ? (
        <Empty title={t("home:attention.emptyTitle")}>{t("home:attention.emptyText")}</Empty>
      ) : (
        <DataTable
          caption={title}
          rows={orders}
          keyOf={(order) => order.orderId}
          columns={[
            {
              id: "name",
              title: t("orders:column.name"),
              cell: (order) => <AppLink to={`/app/orders/${order.orderId}`}>{order.name}</AppLink>,
            },
            {
              id: "attention",
              title: t("orders:column.attention"),
              cell: ({ attention }) => (
                <Text tone="critical">
                  {t(`orders:attention.${attention as "unroutable"}`, { defaultValue: attention })}
                </Text>
              ),
            },
            { id: "placed", title: t("orders:column.placed"), cell: (order) => <Time at={order.placedAt} /> },
          ]}
        />
      )}
    </Card>
  );
}
