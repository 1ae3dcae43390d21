import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { AllowNotice } from "./allow-notice.tsx";
import type { GuardData } from "./guard-data.ts";
import { useChange } from "./use-change.ts";

type SwitchCardProps = Pick<GuardData, "on" | "may" | "rules" | "preview" | "mayChange">;

/** What the guard does, and would do now; on and off. */
export function SwitchCard({ on, may, rules, preview, mayChange }: SwitchCardProps) {
  const { t, i18n } = useTranslation("guard");
  const { Form, busy } = useChange();
  const { variants, products, first, more } = preview;
  return (
    <Card
      title={t("switch.title")}
      action={
        <ActionForm form={Form} values={{ do: on ? "turnOff" : "turnOn" }}>
          <Button submit primary={!on} busy={busy} disabled={!mayChange || (!on && !may.deny)}>
            {t(on ? "switch.turnOff" : "switch.turnOn")}
          </Button>
        </ActionForm>
      }
    >
      <Stack gap="loose">
        <Text block>{t("switch.text")}</Text>
        {!may.deny && <AllowNotice part="deny" />}
        {!on && (
          <>
            <Text strong block>
              {rules.length === 0
                ? t("preview.noRules")
                : products === 0
                  ? t("preview.nothing")
                  : `${t("preview.variants", { count: variants })} ${t("preview.products", { count: products })}`}
            </Text>
            {more && <Text block>{t("preview.more")}</Text>}
            {first.length > 0 && (
              <DataTable
                caption={t("preview.caption")}
                rows={first}
                keyOf={({ productId }) => productId}
                columns={[
                  { id: "product", title: t("column.product"), cell: ({ title }) => title },
                  {
                    id: "variants",
                    title: t("preview.denied"),
                    numeric: true,
                    cell: (each) => formatNumber(each.variants, i18n.language),
                  },
                  {
                    id: "leaves",
                    title: t("preview.leaves"),
                    numeric: true,
                    cell: ({ leaves }) => formatNumber(leaves, i18n.language),
                  },
                ]}
              />
            )}
            {products > first.length && (
              <Text tone="subdued" block>
                {t("preview.first", { count: first.length })}
              </Text>
            )}
          </>
        )}
      </Stack>
    </Card>
  );
}
