import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import { fieldsOf } from "./fields-of.ts";
import type { Draft } from "./use-draft.ts";

/** From the order to a parcel that can leave. */
export function HandlingCard({ draft, isService }: { readonly draft: Draft; readonly isService: boolean }) {
  const { t } = useTranslation("locations");
  const { currency } = useShop();
  const { handling, cost, acceptMinutes, takeBackMinutes } = draft.texts;
  const field = fieldsOf(draft, "handling", handling, (changed) => draft.change({ handling: changed }));
  const own = { disabled: draft.disabled };
  return (
    <Card title={t("handling.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("handling.text")}
        </Text>
        <FieldGrid>
          <SelectField
            {...field("kind")}
            label={t("handling.counted")}
            choices={(["hours", "days"] as const).map((kind) => ({ value: kind, label: t(`handling.${kind}`) }))}
          />
          {handling.kind === "hours" ? (
            <InputField
              {...field("minutes")}
              label={t("handling.minutes")}
              help={t("handling.minutesHelp")}
              numbers="whole"
            />
          ) : (
            <>
              <InputField
                {...field("orderBy")}
                label={t("handling.orderBy")}
                help={t("handling.orderByHelp")}
                picks="time"
              />
              <InputField
                {...field("days")}
                label={t("handling.daysNeeded")}
                help={t("handling.daysHelp")}
                numbers="whole"
              />
              <InputField
                {...field("readyAt")}
                label={t("handling.readyAt")}
                help={t("handling.readyAtHelp")}
                picks="time"
              />
            </>
          )}
        </FieldGrid>
        <FieldGrid>
          <InputField
            {...own}
            name="cost"
            label={t("handling.cost", { currency })}
            help={t("handling.costHelp")}
            value={cost}
            error={draft.error("cost")}
            numbers="decimal"
            onChange={(value) => draft.change({ cost: value })}
          />
          <InputField
            {...own}
            name="acceptMinutes"
            label={t("handling.accept")}
            help={t(isService ? "handling.acceptServiceHelp" : "handling.acceptHelp")}
            value={acceptMinutes}
            error={draft.error("acceptMinutes")}
            numbers="whole"
            onChange={(value) => draft.change({ acceptMinutes: value })}
          />
          {isService && (
            <InputField
              {...own}
              name="takeBackMinutes"
              label={t("handling.takeBack")}
              help={t("handling.takeBackHelp")}
              value={takeBackMinutes}
              error={draft.error("takeBackMinutes")}
              numbers="whole"
              onChange={(value) => draft.change({ takeBackMinutes: value })}
            />
          )}
        </FieldGrid>
      </Stack>
    </Card>
  );
}
