import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { itemName } from "./item-name.ts";
import type { TypedRule } from "./rule-form.tsx";
import type { SharedData } from "./shared-data.ts";

type SuggestionsCardProps = Pick<SharedData, "suggestions" | "mayChange"> & {
  readonly onChoose: (typed: TypedRule) => void;
};

/** Items with one SKU or barcode in several products. Choosing one only fills the form. Nothing when there are none. */
export function SuggestionsCard({ suggestions, mayChange, onChoose }: SuggestionsCardProps) {
  const { t, i18n } = useTranslation("shared-items");
  const pairs = suggestions.flatMap(({ by, code, items: [base, ...others] }) =>
    base ? others.map((item) => ({ by, code, base, item })) : [],
  );
  if (pairs.length === 0) return null;
  return (
    <Card title={t("suggestions.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("suggestions.text")}
        </Text>
        <DataTable
          caption={t("suggestions.title")}
          rows={pairs}
          keyOf={({ by, item }) => `${by} ${item.itemId}`}
          columns={[
            { id: "why", title: t("suggestions.why"), cell: ({ by, code }) => t(`suggestions.${by}`, { code }) },
            { id: "item", title: t("column.item"), cell: ({ item }) => itemName(item) },
            { id: "base", title: t("suggestions.base"), cell: ({ base }) => itemName(base) },
            {
              id: "units",
              title: t("suggestions.units"),
              numeric: true,
              cell: ({ base, item }) =>
                `${formatNumber(item.available, i18n.language)} / ${formatNumber(base.available, i18n.language)}`,
            },
            {
              id: "choose",
              title: t("suggestions.action"),
              numeric: true,
              cell: ({ base, item }) => (
                <Button
                  plain
                  disabled={!mayChange}
                  spoken={t("suggestions.chooseSpoken", { item: itemName(item) })}
                  onClick={() => onChoose({ kind: "same", item: `#${item.itemId}`, parts: `#${base.itemId}` })}
                >
                  {t("suggestions.choose")}
                </Button>
              ),
            },
          ]}
        />
      </Stack>
    </Card>
  );
}
