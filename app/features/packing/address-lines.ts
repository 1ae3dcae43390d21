import { formatCountry } from "../../platform/i18n/format.ts";
import type { SlipLanguage } from "./domain/slip-words.ts";

interface Place {
  readonly name: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly city: string | null;
  readonly provinceCode: string | null;
  readonly zip: string | null;
  readonly countryCode: string | null;
}

/** Countries that write the province and then the postcode behind the city; others write the postcode before it. */
const ZIP_BEHIND = new Set(["US", "CA", "AU", "GB", "IE", "BR", "IN", "NZ"]);

/** An address as it stands on paper, line by line; nothing when nobody is known (erased, or never given). */
export function addressLines(place: Place | undefined, language: SlipLanguage): string[] {
  if (!place || (place.name ?? place.address1) === null) return [];
  const { name, address1, address2, city, provinceCode, zip, countryCode } = place;
  const isBehind = ZIP_BEHIND.has(countryCode ?? "");
  const town = (isBehind ? [city, provinceCode, zip] : [zip, city]).filter(Boolean).join(" ");
  const country = countryCode === null ? "" : formatCountry(countryCode, language);
  return [name, address1, address2, town, country].flatMap((line) => (line ? [line] : []));
}
