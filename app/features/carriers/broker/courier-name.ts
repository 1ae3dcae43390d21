/** How brokers begin the names of couriers (letters and digits only) → Shopify's name for the tracking company. Longest first where one begins another. */
const NAMES: readonly (readonly [start: string, name: string])[] = [
  ["amazon", "Amazon"],
  ["australiapost", "Australia Post"],
  ["canadapost", "Canada Post"],
  ["canpar", "Canpar"],
  ["chronopost", "Chronopost"],
  ["colissimo", "La Poste Colissimo"],
  ["correosexpress", "Correos Express"],
  ["correos", "Correos"],
  ["deutschepost", "Deutsche Post"],
  ["dhlecommerce", "DHL eCommerce"],
  ["dhlecs", "DHL eCommerce"],
  ["dhl", "DHL Express"],
  ["dpduk", "DPD UK"],
  ["dpd", "DPD"],
  ["evri", "Evri"],
  ["fedex", "FedEx"],
  ["gls", "GLS"],
  ["hermesuk", "Evri"],
  ["lasership", "Lasership"],
  ["ontrac", "OnTrac"],
  ["parcelforce", "Parcelforce"],
  ["purolator", "Purolator"],
  ["royalmail", "Royal Mail"],
  ["seur", "SEUR"],
  ["ups", "UPS"],
  ["usps", "USPS"],
];

/** Who carries a parcel bought through a broker, as Shopify calls it ("UPSDAP" → "UPS"). A courier we do not know keeps the broker's name. */
export function courierName(broker: string): string {
  const plain = broker.toLowerCase().replace(/[^a-z0-9]/g, "");
  return NAMES.find(([start]) => plain.startsWith(start))?.[1] ?? broker;
}
