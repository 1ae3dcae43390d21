import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckField } from "../../../shell/ui/check-field.tsx";
import { FieldGrid, FieldGroup, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { timeText } from "../domain/settings-form.ts";
import { SHOPPER_LOCALES } from "../domain/settings.ts";
import type { action } from "../routes/settings.tsx";
import { Outcome } from "./outcome.tsx";
import type { SettingsData } from "./settings-data.ts";

type KindsProps = Pick<SettingsData, "kinds" | "quiet" | "perHour" | "fallbackLocale" | "mayChange">;

/** Which messages go, and when. */
export function KindsForm({ kinds, quiet, perHour, fallbackLocale, mayChange }: KindsProps) {
  const { t } = useTranslation("messages");
  const { data, state, Form } = useFetcher<typeof action>();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({
    quiet: String(quiet !== null),
    from: timeText(quiet?.from ?? 21 * 60),
    to: timeText(quiet?.to ?? 8 * 60),
    zone: quiet?.zone ?? "shop",
    perHour: String(perHour),
    fallbackLocale,
    ...Object.fromEntries(
      kinds.flatMap(({ kind, on, urgent }) => [
        [`on.${kind}`, String(on)],
        [`urgent.${kind}`, String(urgent)],
      ]),
    ),
  });
  const errors: Readonly<Partial<Record<string, string>>> = data?.status === "invalid" ? data.errors : {};
  const change = (name: string) => (value: string) => setTexts((before) => ({ ...before, [name]: value }));
  const check = (name: string, label: string) => (
    <CheckField
      label={label}
      checked={texts[name] === "true"}
      disabled={!mayChange}
      onChange={(checked) => change(name)(String(checked))}
    />
  );
  const field = (name: string) => ({
    name,
    value: texts[name] ?? "",
    disabled: !mayChange,
    error: errors[name] && t(`error.${errors[name]}` as "error.needed"),
    onChange: change(name),
  });
  return (
    <Form method="post">
      <input type="hidden" name="action" value="settings" />
      {Object.entries(texts)
        .filter(([, value]) => value === "true")
        .map(([name]) => (
          <input key={name} type="hidden" name={name} value="true" />
        ))}
      <Stack gap="loose">
        <Card title={t("kinds.title")}>
          <Stack gap="loose">
            <Text tone="subdued" block>
              {t("kinds.text")}
            </Text>
            {kinds.map(({ kind, on, shopify, ownLocales }) => (
              <FieldGroup key={kind} legend={t(`kind.${kind}`)}>
                <Row apart>
                  <Text tone="subdued" small>
                    {shopify === null ? t("kinds.onlyUs") : t("kinds.shopify", { name: t(`shopify.${shopify}`) })}
                  </Text>
                  <AppLink to={`/app/settings/messages/${kind}/${fallbackLocale}`}>
                    {t(ownLocales.length > 0 ? "kinds.ownText" : "kinds.standardText", {
                      locales: ownLocales.join(", "),
                    })}
                  </AppLink>
                </Row>
                {check(`on.${kind}`, t("kinds.send"))}
                {shopify !== null && !on && texts[`on.${kind}`] === "true" && check(`sure.${kind}`, t("kinds.sure"))}
                {errors[`on.${kind}`] !== undefined && (
                  <Text tone="critical" block>
                    {t("error.shopify")}
                  </Text>
                )}
                {texts[`on.${kind}`] === "true" && check(`urgent.${kind}`, t("kinds.urgent"))}
              </FieldGroup>
            ))}
          </Stack>
        </Card>
        <Card title={t("quiet.title")}>
          <Stack gap="loose">
            <Text tone="subdued" block>
              {t("quiet.text")}
            </Text>
            {check("quiet", t("quiet.use"))}
            <FieldGrid>
              <InputField {...field("from")} label={t("quiet.from")} picks="time" />
              <InputField {...field("to")} label={t("quiet.to")} picks="time" />
              <SelectField
                {...field("zone")}
                label={t("quiet.zone")}
                choices={(["shop", "destination"] as const).map((zone) => ({ value: zone, label: t(`quiet.${zone}`) }))}
              />
              <InputField {...field("perHour")} label={t("quiet.perHour")} numbers="whole" />
              <SelectField
                {...field("fallbackLocale")}
                label={t("quiet.fallback")}
                choices={SHOPPER_LOCALES.map((each) => ({ value: each, label: t(`locale.${each}`) }))}
              />
            </FieldGrid>
            <Outcome outcome={data} />
            <Row>
              <Button submit primary busy={state !== "idle"} disabled={!mayChange}>
                {t("save")}
              </Button>
            </Row>
          </Stack>
        </Card>
      </Stack>
    </Form>
  );
}
