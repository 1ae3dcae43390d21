import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { formatCountry } from "../../../platform/i18n/format.ts";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { Names } from "../choices.server.ts";
import type { ShopList } from "../domain/fields/field.ts";
import type { Voice } from "../domain/say/voice.ts";

type T = TFunction<"automation">;

/** Turns rules into sentences of the reader's language. `me`: Shopify's number of the reader. */
export function useVoice(names: Names, me: string): Voice {
  const { t, i18n } = useTranslation("automation");
  const { timezone } = useShop();
  return {
    locale: i18n.language,
    timeZone: timezone,
    t: (key, values) => t(key, values ?? {}),
    nameOf: (list, value) => nameOf(t, i18n.language, names, me, list, value),
  };
}

/** Ids of things that are gone say so; what has no other name is called as it is written. */
function nameOf(t: T, locale: string, names: Names, me: string, list: ShopList | "staff", value: string): string {
  switch (list) {
    case "staff":
      return value === me ? t("page.you") : t("page.staff", { number: value });
    case "countries":
      return formatCountry(value, locale);
    case "currencies":
      return currencyName(value, locale);
    case "provinces": {
      const [country = "", province = ""] = value.split("-", 2);
      return province === "" ? value : `${province} (${formatCountry(country, locale)})`;
    }
    case "locations":
      return names.locations?.[value] ?? t("page.gone.location", { id: value });
    case "products":
      return names.products?.[value] ?? t("page.gone.product", { id: value });
    default:
      return names[list]?.[value] ?? value;
  }
}

function currencyName(code: string, locale: string): string {
  return /^[A-Z]{3}$/.test(code) ? (new Intl.DisplayNames(locale, { type: "currency" }).of(code) ?? code) : code;
}
