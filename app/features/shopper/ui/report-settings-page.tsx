import { useFetcher, type useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Saved, SaveTyped } from "../../../shell/ui/save-typed.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useTyped } from "../../../shell/ui/use-typed.ts";
import type { RulesTexts } from "../domain/report-rules-form.ts";
import { REMEDIES } from "../domain/report-rules.ts";
import type { action, loader } from "../routes/report-settings.tsx";

/** What follows by itself from a report that a parcel did not come. */
export function ReportSettingsPage({ currency, texts, mayChange }: ReturnType<typeof useLoaderData<typeof loader>>) {
  const { t } = useTranslation("shopper");
  const fetcher = useFetcher<typeof action>();
  const { typed, field } = useTyped<RulesTexts>(texts, !mayChange);
  return (
    <Page
      title={t("settings.title")}
      subtitle={t("settings.subtitle")}
      back={{ label: t("title"), to: "/app/deliveries/reports" }}
    >
      {!mayChange && <Notice title={t("outcome.forbidden")} />}
      <Card title={t("settings.rule")}>
        <Stack gap="loose">
          <Saved of={fetcher} saved={t("settings.saved")} invalid={t("settings.invalid")} />
          <Text block>{t(typed.remedy === "staff" ? "settings.textStaff" : "settings.text")}</Text>
          <SelectField
            {...field("remedy", t("settings.remedy"))}
            choices={REMEDIES.map((value) => ({ value, label: t(`settings.remedies.${value}`) }))}
          />
          {typed.remedy !== "staff" && (
            <>
              <FieldGrid>
                <InputField {...field("most", t("settings.most", { currency }))} numbers="decimal" />
                <InputField {...field("withinDays", t("settings.withinDays"))} numbers="whole" />
              </FieldGrid>
              <FieldGrid>
                <InputField {...field("mostEarlier", t("settings.mostEarlier"))} numbers="whole" />
                <SelectField
                  {...field("unlessProof", t("settings.unlessProof"))}
                  choices={(["yes", "no"] as const).map((value) => ({ value, label: t(`settings.proof.${value}`) }))}
                />
              </FieldGrid>
            </>
          )}
          <SaveTyped of={fetcher} disabled={!mayChange} onSave={() => fetcher.submit({ ...typed }, { method: "post" })}>
            {t("settings.save")}
          </SaveTyped>
        </Stack>
      </Card>
    </Page>
  );
}
