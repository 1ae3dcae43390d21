import { createInstance, type BackendModule, type i18n, type ResourceKey, type ResourceLanguage } from "i18next";
import { initReactI18next } from "react-i18next";
import { LOCALES, parseLocale, type Locale } from "../../platform/i18n/locale.ts";
import { i18nOptions, placeOf, withOurNumbers } from "./options.ts";

type Load = () => Promise<ResourceKey>;

const files = import.meta.glob<ResourceKey>(["../locales/*.json", "../../features/*/locales/*.json"], {
  import: "default",
});
const polaris: Record<Locale, Load> = {
  en: async () => (await import("@shopify/polaris/locales/en.json")).default,
  es: async () => (await import("@shopify/polaris/locales/es.json")).default,
};

const loads = new Map<string, Load>(LOCALES.map((locale) => [`${locale}/polaris`, polaris[locale]]));
for (const [path, load] of Object.entries(files)) {
  const { locale, namespace } = placeOf(path);
  loads.set(`${locale}/${namespace}`, load);
}

/** One language and namespace is one hashed file, fetched when a page that is gone to, or another language, first needs it. */
const backend: BackendModule = {
  type: "backend",
  init: () => undefined,
  read(language, namespace, done) {
    const load = loads.get(`${parseLocale(language)}/${namespace}`);
    if (!load) {
      done(new RangeError(`no texts ${language}/${namespace}`), false);
      return;
    }
    load().then(
      (texts) => done(null, texts),
      // Offline, or a new version is being deployed: `true` lets i18next try again.
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), true),
    );
  },
};

/** The language of the page, with the texts that came in it: hydration waits for no further answer. */
export async function startTexts(locale: Locale, inPage: ResourceLanguage): Promise<i18n> {
  const instance = createInstance();
  await instance
    .use(backend)
    .use(initReactI18next)
    .init({
      ...i18nOptions,
      lng: locale,
      ns: Object.keys(inPage),
      resources: { [locale]: inPage },
      partialBundledLanguages: true,
    });
  return withOurNumbers(instance);
}
