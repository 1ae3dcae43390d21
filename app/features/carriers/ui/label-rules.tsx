import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckField } from "../../../shell/ui/check-field.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Unsaved } from "../../../shell/ui/unsaved.tsx";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import { ADDRESS_RULES } from "../domain/address/judge-address.ts";
import { POLICIES, type LabelField, type LabelTexts } from "../domain/label-form.ts";
import type { action } from "../routes/carriers.tsx";
import type { CarriersData } from "./carriers-page.tsx";

/** How a label is chosen, and from what cost or doubt on a person is asked. Saved together by the save bar. */
export function LabelRules({
  data: { setting, sellers, checkers, currency, mayChange },
}: {
  readonly data: CarriersData;
}) {
  const { t } = useTranslation("carriers");
  const { data, state, submit } = useToldFetcher<typeof action>(({ status }) => status === "ruled" && t("saved"));
  const [changed, setChanged] = useState<Partial<LabelTexts>>({});
  const texts: LabelTexts = { ...setting, ...changed };
  const dirty = Object.entries(changed).some(([field, value]) => value !== setting[field as LabelField]);
  const errors = data?.status === "wrongRule" && dirty ? data.errors : {};

  const [taken, setTaken] = useState(data);
  if (data !== taken) {
    setTaken(data);
    if (data?.status === "ruled") setChanged({});
  }

  const put = (field: LabelField) => (value: string) => setChanged((before) => ({ ...before, [field]: value }));
  const field = (name: LabelField) => ({
    name,
    value: texts[name],
    error: errors[name] && t(`rules.wrong.${errors[name]}`),
    disabled: !mayChange,
    onChange: put(name),
  });
  return (
    <>
      <Unsaved
        open={dirty}
        busy={state !== "idle"}
        onSave={() => submit({ action: "rules", ...texts }, { method: "post" })}
        onDiscard={() => setChanged({})}
      />
      <Card title={t("rules.title")}>
        <Stack gap="loose">
          <Text block>{t("rules.text")}</Text>
          <FieldGrid>
            <SelectField
              {...field("policy")}
              label={t("rules.policy")}
              choices={POLICIES.map((value) => ({ value, label: t(`rules.policies.${value}`) }))}
            />
            {texts.policy === "fastest" && (
              <InputField
                {...field("within")}
                label={t("rules.within", { currency })}
                help={t("rules.withinHelp")}
                numbers="decimal"
              />
            )}
            {texts.policy === "preferred" && (
              <SelectField
                {...field("preferred")}
                label={t("rules.preferred")}
                choices={[
                  { value: "", label: t("rules.choose") },
                  ...sellers.map(({ code, name }) => ({ value: code, label: name })),
                ]}
              />
            )}
          </FieldGrid>
        </Stack>
      </Card>
      <Card title={t("guard.title")}>
        <Stack gap="loose">
          <Text block>{t("guard.text")}</Text>
          <FieldGrid>
            <InputField
              {...field("guardMinor")}
              label={t("guard.minor", { currency })}
              help={t("guard.minorHelp")}
              numbers="decimal"
            />
            <InputField
              {...field("guardPercent")}
              label={t("guard.percent")}
              help={t("guard.percentHelp")}
              numbers="whole"
            />
          </FieldGrid>
          <CheckField
            label={t("guard.duties")}
            checked={texts.dutiesWait === "true"}
            disabled={!mayChange}
            onChange={(checked) => put("dutiesWait")(String(checked))}
          />
        </Stack>
      </Card>
      <Card title={t("address.title")}>
        <Stack gap="loose">
          <Text block>{t("address.text")}</Text>
          {checkers.length === 0 && <Text tone="subdued">{t("address.nobody")}</Text>}
          <SelectField
            {...field("address")}
            label={t("address.rule")}
            choices={ADDRESS_RULES.map((value) => ({ value, label: t(`address.rules.${value}`) }))}
          />
        </Stack>
      </Card>
    </>
  );
}
