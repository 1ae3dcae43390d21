import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { BuffersData } from "./buffers-data.ts";

/** Which locations sell online: Shopify's own setting, which we follow and do not change. */
export function SellingCard({ locations }: Pick<BuffersData, "locations">) {
  const { t } = useTranslation("buffers");
  const store = useShop().domain.replace(".myshopify.com", "");
  return (
    <Card title={t("selling.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("selling.text")}
        </Text>
        <DataTable
          caption={t("selling.title")}
          rows={locations}
          keyOf={({ id }) => id}
          columns={[
            { id: "name", title: t("column.location"), cell: ({ name }) => name },
            {
              id: "sells",
              title: t("selling.sells"),
              cell: ({ sells }) => (
                <Row>
                  <Badge tone={sells ? "success" : "neutral"}>{t(sells ? "selling.yes" : "selling.no")}</Badge>
                </Row>
              ),
            },
            {
              id: "change",
              title: t("selling.change"),
              cell: ({ id }) => (
                <AppLink outside to={`https://admin.shopify.com/store/${store}/settings/locations/${id}`}>
                  {t("selling.inShopify")}
                </AppLink>
              ),
            },
          ]}
        />
      </Stack>
    </Card>
  );
}
