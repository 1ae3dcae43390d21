/** Everything personal of an order, as one value. It exists only sealed (order_person) or in the memory of whoever has a reason. */
export interface OrderPerson {
  readonly email: string | null;
  readonly phone: string | null;
  readonly name: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly city: string | null;
  readonly provinceCode: string | null;
  readonly zip: string | null;
  readonly countryCode: string | null;
  /** What the shop asked at checkout, by name: a gift message, a birthday. Missing where it was stored before this was read. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Of the address, exact, in degrees: what a driver's route is made of. Missing where it was stored before this was kept. */
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  /** The language the order was placed in (BCP 47). Missing where it was stored before this was read. */
  readonly locale?: string | null;
  /** Those that a rule asked for when the order was read. */
  readonly metafields?: ReadMetafields;
}

/** Values by "namespace.key"; an empty text where there is none. */
type Values = Readonly<Record<string, string | number | boolean>>;

/** What was read of the metafields that rules ask for. */
export interface ReadMetafields {
  readonly order: Values;
  /** Of the products, by the line. */
  readonly lines: Readonly<Record<string, Values>>;
}

/** Is there anything personal in it? (Without Shopify's approval for protected data everything comes as null.) */
export function isEmpty(person: OrderPerson): boolean {
  const {
    countryCode: _country,
    provinceCode: _province,
    latitude: _latitude,
    longitude: _longitude,
    locale: _locale,
    attributes = {},
    metafields,
    ...personal
  } = person;
  const mentioned = metafields
    ? [metafields.order, ...Object.values(metafields.lines)].flatMap(Object.values<unknown>)
    : [];
  return [...Object.values(personal), ...Object.values(attributes), ...mentioned].every(
    (value) => value === null || value === "",
  );
}

/**
 * The words an order is found by: the whole e-mail, the digits of the phone, each word of the name. Normalised (case, accents, spaces), so that
 * "José  PÉREZ" is found as "jose perez". Exact words only: they are hashed before they are stored.
 */
export function searchWords({ email, phone, name }: Pick<OrderPerson, "email" | "phone" | "name">): string[] {
  const words = new Set<string>();
  if (email) words.add(normalise(email));
  const digits = phone?.replace(/\D/g, "") ?? "";
  if (digits.length >= 6) words.add(digits);
  for (const word of normalise(name ?? "").split(" ")) if (word.length >= 2) words.add(word);
  return [...words];
}

function normalise(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}
