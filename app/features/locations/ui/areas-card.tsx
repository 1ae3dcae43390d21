import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { LocationTexts } from "../domain/settings-form.ts";
import { fieldsOf } from "./fields-of.ts";
import { RowList } from "./row-list.tsx";
import type { Draft } from "./use-draft.ts";

type Area = LocationTexts["areas"][number];
const BLANK: Area = { name: "", delivers: "local", countries: "", provinces: "", postal: "", radiusKm: "" };
const DELIVERS = ["local", "sameDay", "nextDay"] as const;

/** Where it delivers by itself, or soon. */
export function AreasCard({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation("locations");
  const { areas } = draft.texts;
  return (
    <Card title={t("areas.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {areas.length === 0 ? t("areas.none") : t("areas.text")}
        </Text>
        <RowList
          rows={areas}
          title={(number) => t("areas.one", { number })}
          add={t("areas.add")}
          blank={BLANK}
          disabled={draft.disabled}
          onChange={(changed) => draft.change({ areas: changed })}
        >
          {(area, index, onRow) => {
            const field = fieldsOf(draft, `areas.${index}`, area, onRow);
            return (
              <FieldGrid>
                <InputField {...field("name")} label={t("areas.name")} />
                <SelectField
                  {...field("delivers")}
                  label={t("areas.delivers")}
                  choices={DELIVERS.map((value) => ({ value, label: t(`areas.${value}`) }))}
                />
                <InputField {...field("countries")} label={t("areas.countries")} help={t("areas.countriesHelp")} />
                <InputField {...field("provinces")} label={t("areas.provinces")} help={t("areas.provincesHelp")} />
                <InputField {...field("postal")} label={t("areas.postal")} help={t("areas.postalHelp")} />
                <InputField
                  {...field("radiusKm")}
                  label={t("areas.radius")}
                  help={t("areas.radiusHelp")}
                  numbers="whole"
                />
              </FieldGrid>
            );
          }}
        </RowList>
      </Stack>
    </Card>
  );
}
