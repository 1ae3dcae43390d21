import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckField } from "../../../shell/ui/check-field.tsx";
import { FieldGrid, InputField } from "../../../shell/ui/fields.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { fieldsOf } from "./fields-of.ts";
import type { Draft } from "./use-draft.ts";

/** Customers who come for their orders. */
export function PickupCard({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation("locations");
  const { pickup } = draft.texts;
  const field = fieldsOf(draft, "pickup", pickup, (changed) => draft.change({ pickup: changed }));
  return (
    <Card title={t("pickup.title")}>
      <Stack gap="loose">
        <CheckField
          label={t("pickup.on")}
          checked={pickup.on}
          disabled={draft.disabled}
          onChange={(on) => draft.change({ pickup: { ...pickup, on } })}
        />
        <FieldGrid>
          <InputField {...field("readyMinutes")} label={t("pickup.ready")} numbers="whole" />
          <InputField {...field("perDay")} label={t("pickup.perDay")} help={t("pickup.perDayHelp")} numbers="whole" />
        </FieldGrid>
        <InputField {...field("note")} label={t("pickup.note")} help={t("pickup.noteHelp")} />
      </Stack>
    </Card>
  );
}
