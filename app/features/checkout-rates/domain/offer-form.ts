/** Languages that shoppers' texts are in. */
export const LANGUAGES = ["en", "es", "pt", "fr", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A service as a merchant types it. */
export interface ServiceTexts {
  readonly code: string;
  readonly names: Readonly<Record<string, string>>;
  readonly descriptions: Readonly<Record<string, string>>;
  /** "list:<name>" or "carrier:<code>" */
  readonly price: string;
  /** The carrier's code of its service. */
  readonly service: string;
  readonly fallback: string;
  readonly percent: string;
  readonly fixed: string;
  readonly freeFrom: string;
  readonly countries: string;
  readonly postal: string;
  readonly fromKg: string;
  readonly upToKg: string;
  readonly daysFrom: string;
  readonly daysTo: string;
  readonly phoneRequired: boolean;
}

export interface OfferTexts {
  readonly name: string;
  readonly boxGrams: string;
  readonly keepHours: string;
  readonly services: readonly ServiceTexts[];
}

export const NEW_SERVICE: ServiceTexts = {
  code: "",
  names: {},
  descriptions: {},
  price: "",
  service: "",
  fallback: "",
  percent: "",
  fixed: "",
  freeFrom: "",
  countries: "",
  postal: "",
  fromKg: "",
  upToKg: "",
  daysFrom: "",
  daysTo: "",
  phoneRequired: false,
};

export type FormErrorCode =
  | "required"
  | "tooLong"
  | "twice"
  | "code"
  | "country"
  | "postal"
  | "amount"
  | "percent"
  | "weight"
  | "days"
  | "daysOrder"
  | "hours"
  | "unknown";
/** By field: "name", or "0.price" of the first service. */
export type FormErrors = Readonly<Record<string, FormErrorCode>>;
