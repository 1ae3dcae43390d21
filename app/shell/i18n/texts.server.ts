import polarisEn from "@shopify/polaris/locales/en.json" with { type: "json" };
import polarisEs from "@shopify/polaris/locales/es.json" with { type: "json" };
import { createInstance, type i18n, type ResourceLanguage } from "i18next";
import { initReactI18next } from "react-i18next";
import { LOCALES, type Locale } from "../../platform/i18n/locale.ts";
import { i18nOptions, placeOf, withOurNumbers } from "./options.ts";

const files = import.meta.glob<ResourceLanguage>(["../locales/*.json", "../../features/*/locales/*.json"], {
  eager: true,
  import: "default",
});

const resources: Record<Locale, ResourceLanguage> = { en: { polaris: polarisEn }, es: { polaris: polarisEs } };
for (const [path, texts] of Object.entries(files)) {
  const { locale, namespace } = placeOf(path);
  resources[locale][namespace] = texts;
}

const instances = new Map<Locale, i18n>(LOCALES.map((locale) => [locale, instanceFor(locale)]));

/** The texts of one language. On the server every namespace is in memory and nothing waits. */
export function textsFor(locale: Locale): i18n {
  const instance = instances.get(locale);
  if (!instance) throw new RangeError(`no texts for ${locale}`);
  return instance;
}

function instanceFor(locale: Locale): i18n {
  const instance = createInstance();
  void instance
    .use(initReactI18next)
    .init({ ...i18nOptions, lng: locale, ns: Object.keys(resources[locale]), resources, initAsync: false });
  return withOurNumbers(instance);
}
