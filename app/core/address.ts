import { readId, type Id } from "./ids.ts";

/** The longest text that is searched for, in signs. */
const LONGEST = 100;
const LAST_PAGE = 9_999;

type Direction = "asc" | "desc";

/** What the address of a list asks for. It may be typed by anybody: what is not known counts as not given, and no text is one that PostgreSQL refuses. */
export interface Address {
  /** One of what is known, or null. */
  oneOf<const Value extends string>(name: string, known: readonly Value[]): Value | null;
  /** What was typed, without space around it; empty when nothing was. */
  text(name: string, longest?: number): string;
  id<Of extends Id<string>>(name: string): Of | null;
  /** Of a list paged by number: 1 and more. */
  page(): number;
  /** "column.direction", each null when it is not given or unknown. */
  sort<const Column extends string>(columns: readonly Column[]): readonly [Column | null, Direction | null];
}

/** Reads the parameters of an address. */
export function readAddress(parameters: URLSearchParams): Address {
  const of = (name: string) => parameters.get(name) ?? "";
  const among = <Value extends string>(known: readonly Value[], given: string | undefined) =>
    known.find((each) => each === given) ?? null;
  return {
    oneOf: (name, known) => among(known, of(name)),
    text: (name, longest = LONGEST) => of(name).replaceAll("\0", " ").trim().slice(0, longest),
    id: <Of extends Id<string>>(name: string) => readId<Of>(of(name)) ?? null,
    page: () => (/^\d{1,9}$/.test(of("page")) ? Math.min(Math.max(1, Number(of("page"))), LAST_PAGE) : 1),
    sort(columns) {
      const [column, direction] = of("sort").split(".");
      return [among(columns, column), among(["asc", "desc"], direction)];
    },
  };
}

/** A sorting as `Address.sort` reads it. */
export const sortText = (column: string, descending: boolean): string => `${column}.${descending ? "desc" : "asc"}`;

/** What a list shows as the parameters of its address: what is not asked (null, empty) is left out. */
export const writeAddress = (asked: Readonly<Record<string, string | null>>): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value]] : [])));
