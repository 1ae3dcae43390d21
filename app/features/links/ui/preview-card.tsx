import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { LinkData } from "./links-data.ts";

/** What the link would write, while changes of stock are switched off. */
export function PreviewCard({ preview }: { readonly preview: NonNullable<LinkData["preview"]> }) {
  const { t, i18n } = useTranslation("links");
  const number = (units: number) => formatNumber(units, i18n.language);
  return (
    <Card title={t("preview.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t(preview.length === 0 ? "preview.nothing" : "preview.text")}
        </Text>
        {preview.length > 0 && (
          <DataTable
            caption={t("preview.title")}
            rows={preview}
            keyOf={({ itemId }) => itemId}
            columns={[
              {
                id: "item",
                title: t("codes.item"),
                cell: ({ title, sku }) => [title, sku].filter(Boolean).join(" · "),
              },
              { id: "from", title: t("preview.from"), numeric: true, cell: ({ from }) => number(from) },
              { id: "to", title: t("preview.to"), numeric: true, cell: ({ to }) => number(to) },
            ]}
          />
        )}
      </Stack>
    </Card>
  );
}
