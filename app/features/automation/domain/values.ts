/** What each type of field is while rules run. Units are those of facts.ts. */
export interface Values {
  readonly yesNo: boolean;
  readonly whole: number;
  /** Minor units of the facts' currency. */
  readonly money: number;
  /** Grams. */
  readonly weight: number;
  /** Kilometres. */
  readonly distance: number;
  readonly hours: number;
  readonly minutes: number;
  /** 0 to 100. */
  readonly percent: number;
  readonly decimal: number;
  readonly text: string;
  /** One of a list: a code or an id, compared as it is written. */
  readonly choice: string;
  readonly set: readonly string[];
  readonly postalCode: string;
  /** Epoch milliseconds. */
  readonly moment: number;
  /** Minutes since midnight on the wall. */
  readonly timeOfDay: number;
  /** Whole days since 1970 (core/calendar/day.ts). */
  readonly date: number;
}
export type TypeName = keyof Values;
