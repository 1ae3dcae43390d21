/** Tracking numbers as Shopify keeps them: it knows the addresses of a few carriers by their exact names. */
import type { TrackingInfo } from "./orders.ts";

export interface TrackingInput {
  company?: string | null;
  number?: string | null;
  numbers?: string[] | null;
  url?: string | null;
  urls?: string[] | null;
}

/** A few of the carriers whose address Shopify makes itself; any other name gets no address. */
const KNOWN_CARRIERS: Record<string, string> = {
  "DHL Express": "https://www.dhl.com/track?tracking-id=",
  UPS: "https://www.ups.com/track?tracknum=",
  FedEx: "https://www.fedex.com/fedextrack/?trknbr=",
  Correos: "https://www.correos.es/es/es/herramientas/localizador/envios/detalle?tracking-number=",
  SEUR: "https://www.seur.com/livetracking/?segOnlineIdentificador=",
};

/** One entry per number; `numbers`/`urls` win over `number`/`url`. Nothing given: no entry. */
export function trackingInfos(input: TrackingInput | null): TrackingInfo[] {
  if (input === null) return [];
  const numbers = input.numbers ?? (input.number == null ? [] : [input.number]);
  const urls = input.urls ?? (input.url == null ? [] : [input.url]);
  const company = input.company ?? null;
  const count = Math.max(numbers.length, urls.length, company === null ? 0 : 1);
  return Array.from({ length: count }, (_, index) => {
    const number = numbers[index] ?? null;
    const known = company === null || number === null ? undefined : KNOWN_CARRIERS[company];
    return {
      company,
      number,
      url: urls[index] ?? (known === undefined ? null : known + encodeURIComponent(number ?? "")),
    };
  });
}
