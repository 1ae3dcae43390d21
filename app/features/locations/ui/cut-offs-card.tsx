import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField } from "../../../shell/ui/fields.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { LocationTexts } from "../domain/settings-form.ts";
import { fieldsOf } from "./fields-of.ts";
import { RowList } from "./row-list.tsx";
import type { Draft } from "./use-draft.ts";
import { WeekFields } from "./week-fields.tsx";

const BLANK: LocationTexts["cutOffs"][number] = { carrier: "", service: "", at: ["", "", "", "", "", "", ""] };

/** Until when a parcel must be ready for each carrier. */
export function CutOffsCard({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation("locations");
  const { cutOffs } = draft.texts;
  return (
    <Card title={t("cutOffs.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {cutOffs.length === 0 ? t("cutOffs.none") : t("cutOffs.text")}
        </Text>
        <RowList
          rows={cutOffs}
          title={(number) => t("cutOffs.one", { number })}
          add={t("cutOffs.add")}
          blank={BLANK}
          disabled={draft.disabled}
          onChange={(changed) => draft.change({ cutOffs: changed })}
        >
          {(cutOff, index, onRow) => {
            const path = `cutOffs.${index}`;
            const field = fieldsOf(draft, path, cutOff, onRow);
            return (
              <>
                <FieldGrid>
                  <InputField {...field("carrier")} label={t("cutOffs.carrier")} help={t("cutOffs.carrierHelp")} />
                  <InputField {...field("service")} label={t("cutOffs.service")} help={t("cutOffs.serviceHelp")} />
                </FieldGrid>
                <WeekFields
                  draft={draft}
                  legend={t("cutOffs.times")}
                  path={`${path}.at`}
                  week={cutOff.at}
                  onChange={(at) => onRow({ ...cutOff, at })}
                  picks="time"
                />
              </>
            );
          }}
        </RowList>
      </Stack>
    </Card>
  );
}
