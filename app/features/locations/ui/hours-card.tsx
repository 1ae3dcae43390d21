import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Heading, Text } from "../../../shell/ui/text.tsx";
import type { LocationTexts } from "../domain/settings-form.ts";
import { fieldsOf } from "./fields-of.ts";
import { RowList } from "./row-list.tsx";
import type { Draft } from "./use-draft.ts";
import { WeekFields } from "./week-fields.tsx";

const KINDS = ["store", "warehouse", "other"] as const;

/** When somebody works there: each week, and on which days not or otherwise. */
export function HoursCard({ draft, zones }: { readonly draft: Draft; readonly zones: readonly string[] }) {
  const { t } = useTranslation("locations");
  const { texts, change, error, disabled } = draft;
  const [monday, , , , , saturday, sunday] = texts.hours;
  return (
    <Card title={t("hours.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("hours.text")}
        </Text>
        <FieldGrid>
          <SelectField
            name="zone"
            label={t("hours.zone")}
            value={texts.zone}
            error={error("zone")}
            disabled={disabled}
            choices={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
            onChange={(zone) => change({ zone })}
          />
          <SelectField
            name="kind"
            label={t("hours.kind")}
            value={texts.kind}
            disabled={disabled}
            choices={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            onChange={(kind) => change({ kind: kind as LocationTexts["kind"] })}
          />
          <InputField
            name="tags"
            label={t("hours.tags")}
            help={t("hours.tagsHelp")}
            value={texts.tags}
            error={error("tags")}
            disabled={disabled}
            onChange={(tags) => change({ tags })}
          />
        </FieldGrid>
        <WeekFields
          draft={draft}
          legend={t("hours.group")}
          path="hours"
          week={texts.hours}
          onChange={(hours) => change({ hours })}
          long
        />
        <Row>
          <Button
            disabled={disabled}
            onClick={() => change({ hours: [monday, monday, monday, monday, monday, saturday, sunday] })}
          >
            {t("hours.likeMonday")}
          </Button>
        </Row>
        <Closures draft={draft} />
        <ExtraDays draft={draft} />
      </Stack>
    </Card>
  );
}

function Closures({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation("locations");
  return (
    <Stack>
      <Heading>{t("hours.closures")}</Heading>
      <Text tone="subdued" block>
        {t("hours.closuresText")}
      </Text>
      <RowList
        rows={draft.texts.closures}
        title={(number) => t("hours.closure", { number })}
        add={t("hours.addClosure")}
        blank={{ from: "", to: "", note: "" }}
        disabled={draft.disabled}
        onChange={(closures) => draft.change({ closures })}
      >
        {(closure, index, onRow) => {
          const field = fieldsOf(draft, `closures.${index}`, closure, onRow);
          return (
            <>
              <FieldGrid>
                <InputField {...field("from")} label={t("hours.from")} picks="date" />
                <InputField {...field("to")} label={t("hours.to")} help={t("hours.toHelp")} picks="date" />
              </FieldGrid>
              <InputField {...field("note")} label={t("hours.note")} />
            </>
          );
        }}
      </RowList>
    </Stack>
  );
}

function ExtraDays({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation("locations");
  return (
    <Stack>
      <Heading>{t("hours.extra")}</Heading>
      <Text tone="subdued" block>
        {t("hours.extraText")}
      </Text>
      <RowList
        rows={draft.texts.extra}
        title={(number) => t("hours.extraDay", { number })}
        add={t("hours.addExtra")}
        blank={{ date: "", hours: "" }}
        disabled={draft.disabled}
        onChange={(extra) => draft.change({ extra })}
      >
        {(day, index, onRow) => {
          const field = fieldsOf(draft, `extra.${index}`, day, onRow);
          return (
            <FieldGrid>
              <InputField {...field("date")} label={t("hours.date")} picks="date" />
              <InputField {...field("hours")} label={t("hours.hours")} help={t("hours.example")} />
            </FieldGrid>
          );
        }}
      </RowList>
    </Stack>
  );
}
