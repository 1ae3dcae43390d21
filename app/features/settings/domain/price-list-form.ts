/** A carrier's price list as a merchant enters it: texts. read-price-lists.ts makes lists of them. */
export interface ListTexts {
  readonly name: string;
  readonly locationIds: readonly string[];
  readonly zones: readonly ZoneTexts[];
}

/** `steps`: a line each, "2 4.50" for up to 2 kg at 4.50. */
export interface ZoneTexts {
  readonly name: string;
  readonly countries: string;
  readonly provinces: string;
  readonly postal: string;
  readonly steps: string;
}

export const NEW_ZONE: ZoneTexts = { name: "", countries: "", provinces: "", postal: "", steps: "" };
export const NEW_LIST: ListTexts = { name: "", locationIds: [], zones: [NEW_ZONE] };

/** What is wrong with a field; `what`: the part of the text that is. */
export interface TextError {
  readonly code: "required" | "twice" | "country" | "province" | "postal" | "step" | "falls" | "tooMuch";
  readonly what: string;
}

/** By field: "0.name" of the first list, "0.1.steps" of its second zone. */
export type TextErrors = Readonly<Record<string, TextError>>;
