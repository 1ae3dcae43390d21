import { z } from "zod";
import type { Money } from "../../../../core/money.ts";
import type { OrderFacts } from "../facts.ts";
import { truthOf, UNKNOWN } from "../truth.ts";
import { operator, type Operator } from "./operator.ts";

/** The most a rule is compared with; far above any order, far below where numbers lose digits. */
const MOST = 1e12;

export const moneySchema: z.ZodType<Money> = z.strictObject({
  minor: z.int().min(0).max(MOST),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

interface Range<Given> {
  readonly from: Given;
  readonly to: Given;
}

function numeric<Given>(
  schema: z.ZodType<Given>,
  sizeOf: (given: Given) => number,
  /** Whether these facts can be compared with it at all. */
  fits: (given: Given, facts: OrderFacts) => boolean = () => true,
) {
  const compared = (holds: (value: number, other: number) => boolean): Operator<number, Given> =>
    operator(schema, (given) => {
      const size = sizeOf(given);
      return (value, facts) => (fits(given, facts) ? truthOf(holds(value, size)) : UNKNOWN);
    });
  const range = z
    .strictObject({ from: schema, to: schema })
    .refine(({ from, to }) => sizeOf(from) <= sizeOf(to), { params: { fault: "backwards" } });
  return {
    is: compared((value, other) => value === other),
    isNot: compared((value, other) => value !== other),
    isMoreThan: compared((value, other) => value > other),
    isAtLeast: compared((value, other) => value >= other),
    isLessThan: compared((value, other) => value < other),
    isAtMost: compared((value, other) => value <= other),
    /** Both ends included. */
    isBetween: operator<number, Range<Given>>(range, ({ from, to }) => {
      const [low, high] = [sizeOf(from), sizeOf(to)];
      return (value, facts) =>
        fits(from, facts) && fits(to, facts) ? truthOf(value >= low && value <= high) : UNKNOWN;
    }),
  };
}

const itself = (value: number): number => value;

export const WHOLE = numeric(z.int().min(0).max(MOST), itself);
export const AMOUNT = numeric(z.number().min(0).max(MOST), itself);
export const PERCENT = numeric(z.number().min(0).max(100), itself);
export const DECIMAL = numeric(z.number().min(-MOST).max(MOST), itself);
/** Amounts of two currencies cannot be compared: unknown, never a guess. */
export const MONEY = numeric(
  moneySchema,
  ({ minor }) => minor,
  ({ currency }, facts) => currency === facts.currency,
);
