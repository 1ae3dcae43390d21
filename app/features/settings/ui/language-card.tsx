import { useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LOCALES } from "../../../platform/i18n/locale.ts";
import { Card } from "../../../shell/ui/card.tsx";
import { SelectField } from "../../../shell/ui/fields.tsx";

/** The language of the pages: kept in the address, so that it holds as long as Entrega stays open. */
export function LanguageCard() {
  const { t, i18n } = useTranslation("settings");
  const [parameters, setParameters] = useSearchParams();
  const change = async (locale: string) => {
    await i18n.changeLanguage(locale);
    document.documentElement.lang = locale;
    setParameters({ ...Object.fromEntries(parameters), locale }, { replace: true });
  };
  return (
    <Card title={t("language.title")}>
      <SelectField
        name="language"
        label={t("language.label")}
        help={t("language.help")}
        value={i18n.language}
        choices={LOCALES.map((locale) => ({ value: locale, label: t(`language.${locale}`) }))}
        onChange={(locale) => void change(locale)}
      />
    </Card>
  );
}
