import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { Draft } from "./use-draft.ts";
import { WeekFields } from "./week-fields.tsx";

/** What a day can take. */
export function CapacityCard({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation("locations");
  const { capacity } = draft.texts;
  return (
    <Card title={t("capacity.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("capacity.text")}
        </Text>
        {(["orders", "units"] as const).map((of) => (
          <WeekFields
            key={of}
            draft={draft}
            legend={t(`capacity.${of}`)}
            path={`capacity.${of}`}
            week={capacity[of]}
            onChange={(week) => draft.change({ capacity: { ...capacity, [of]: week } })}
            numbers="whole"
          />
        ))}
      </Stack>
    </Card>
  );
}
