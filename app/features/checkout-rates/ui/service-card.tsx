import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckField } from "../../../shell/ui/check-field.tsx";
import { FieldGrid, FieldGroup, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import { LANGUAGES, type Language, type ServiceTexts } from "../domain/offer-form.ts";
import type { RatesData } from "./rates-data.ts";

interface ServiceCardProps {
  readonly service: ServiceTexts;
  /** Its place among the services: names of fields and of errors begin with it. */
  readonly at: number;
  readonly page: RatesData;
  readonly errorOf: (field: string) => string | undefined;
  /** Null: it goes. */
  readonly onChange: (service: ServiceTexts | null) => void;
}

type TextName = { [Name in keyof ServiceTexts]: ServiceTexts[Name] extends string ? Name : never }[keyof ServiceTexts];

/** One way of shipping that checkout offers: its names, its price, where it goes and how long it takes. */
export function ServiceCard({ service, at, page, errorOf, onChange }: ServiceCardProps) {
  const { t, i18n } = useTranslation("checkout-rates");
  const { currency } = useShop();
  const [language, setLanguage] = useState<Language>(i18n.language === "es" ? "es" : "en");
  const languages = new Intl.DisplayNames([i18n.language], { type: "language" });
  const disabled = !page.mayChange;
  const title = Object.values(service.names).find((name) => name.trim() !== "") ?? t("unnamed");
  const field = (name: TextName) => ({
    name: `${at}.${name}`,
    label: t(`service.${name}`, { currency }),
    value: service[name],
    error: errorOf(`${at}.${name}`),
    disabled,
    onChange: (value: string) => onChange({ ...service, [name]: value }),
  });
  const choose = (values: readonly { readonly value: string; readonly label: string }[], none: string) => [
    { value: "", label: none },
    ...values,
  ];
  const carrier = page.carriers.find(({ code }) => service.price === `carrier:${code}`);
  return (
    <Card title={title}>
      <Stack gap="loose">
        <FieldGroup legend={t("service.seen")}>
          <SelectField
            name={`${at}.language`}
            label={t("service.language")}
            value={language}
            choices={LANGUAGES.map((each) => ({ value: each, label: languages.of(each) ?? each }))}
            onChange={(value) => setLanguage(value as Language)}
          />
          <FieldGrid>
            <InputField
              name={`${at}.names`}
              label={t("service.names")}
              help={t("service.namesHelp")}
              value={service.names[language] ?? ""}
              error={errorOf(`${at}.names`)}
              disabled={disabled}
              onChange={(name) => onChange({ ...service, names: { ...service.names, [language]: name } })}
            />
            <InputField
              name={`${at}.descriptions`}
              label={t("service.descriptions")}
              help={t("service.descriptionsHelp")}
              value={service.descriptions[language] ?? ""}
              error={errorOf(`${at}.descriptions`)}
              disabled={disabled}
              onChange={(text) => onChange({ ...service, descriptions: { ...service.descriptions, [language]: text } })}
            />
          </FieldGrid>
          <InputField {...field("code")} help={t("service.codeHelp")} />
        </FieldGroup>
        <FieldGroup legend={t("service.costs")}>
          <FieldGrid>
            <SelectField
              {...field("price")}
              choices={choose(
                [
                  ...page.lists.map((name) => ({ value: `list:${name}`, label: t("service.byList", { name }) })),
                  ...page.carriers.map(({ code, name }) => ({
                    value: `carrier:${code}`,
                    label: t("service.byCarrier", { name }),
                  })),
                ],
                t("service.choose"),
              )}
            />
            {carrier && carrier.services.length > 0 && (
              <SelectField
                {...field("service")}
                choices={choose(
                  carrier.services.map((code) => ({ value: code, label: code })),
                  t("service.choose"),
                )}
              />
            )}
            {carrier?.services.length === 0 && <InputField {...field("service")} help={t("service.serviceHelp")} />}
          </FieldGrid>
          {carrier && (
            <SelectField
              {...field("fallback")}
              help={t("service.fallbackHelp")}
              choices={choose(
                page.lists.map((name) => ({ value: name, label: name })),
                t("service.noFallback"),
              )}
            />
          )}
          <FieldGrid>
            <InputField {...field("percent")} numbers="whole" unit="%" />
            <InputField {...field("fixed")} numbers="decimal" unit={currency} />
          </FieldGrid>
          <InputField {...field("freeFrom")} numbers="decimal" unit={currency} help={t("service.freeFromHelp")} />
        </FieldGroup>
        <FieldGroup legend={t("service.where")}>
          <FieldGrid>
            <InputField {...field("countries")} help={t("service.countriesHelp")} />
            <InputField {...field("postal")} help={t("service.postalHelp")} />
            <InputField {...field("fromKg")} numbers="decimal" unit="kg" />
            <InputField {...field("upToKg")} numbers="decimal" unit="kg" />
          </FieldGrid>
        </FieldGroup>
        <FieldGroup legend={t("service.time")}>
          <FieldGrid>
            <InputField {...field("daysFrom")} numbers="whole" help={t("service.daysHelp")} />
            <InputField {...field("daysTo")} numbers="whole" />
          </FieldGrid>
        </FieldGroup>
        <CheckField
          label={t("service.phoneRequired")}
          checked={service.phoneRequired}
          disabled={disabled}
          onChange={(phoneRequired) => onChange({ ...service, phoneRequired })}
        />
        <Row>
          <Button disabled={disabled} spoken={t("removeSpoken", { name: title })} onClick={() => onChange(null)}>
            {t("remove")}
          </Button>
        </Row>
      </Stack>
    </Card>
  );
}
