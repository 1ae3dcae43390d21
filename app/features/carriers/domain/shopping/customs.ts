/** Members of the European Union's customs territory (and Monaco), by ISO 3166-1 alpha-2: nothing is due between them. */
const UNION: ReadonlySet<string> = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MC MT NL PL PT RO SE SI SK".split(" "),
);

/** Does a parcel from one country to another pass customs, where duties and import taxes may be due? */
export function dutiesAt(from: string, to: string): boolean {
  return from !== to && !(UNION.has(from) && UNION.has(to));
}
