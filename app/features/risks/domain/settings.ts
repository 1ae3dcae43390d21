import { z } from "zod";
import { RISK_KINDS, type RiskKind } from "./kinds.ts";

const percent = z.int().min(0).max(100);
const minor = z.int().min(0).max(100_000_000);
const kindSchema = z.strictObject({
  /** Of a hundred that nobody acts on, so many end in a refund, … */
  refund: percent,
  /** … so many in sending it again, … */
  reship: percent,
  /** … and so many customers do not come back. */
  leave: percent,
  /** Who takes care of it, in the merchant's own words; empty: nobody in particular. */
  owner: z.string().trim().max(100),
});

export const settingsSchema = z.strictObject({
  /** What sending it again costs beside the goods, in the smallest unit of the shop's currency. */
  reshipMinor: minor,
  /** What a customer who stays is worth. */
  customerMinor: minor,
  kinds: z.record(z.enum(RISK_KINDS), kindSchema),
});

/** What is assumed of risks nobody acts on, and who takes care of which kind. Plain JSON. */
export type RiskSettings = z.infer<typeof settingsSchema>;

const assumed = (refund: number, reship: number, leave: number) => ({ refund, reship, leave, owner: "" });

/** Assumptions, not measurements: the merchant sees them, and sets their own. Amounts are of a currency with cents. */
export const USUAL_SETTINGS: RiskSettings = {
  reshipMinor: 800,
  customerMinor: 2_500,
  kinds: {
    unpicked: assumed(3, 0, 10),
    unscanned: assumed(10, 10, 15),
    silent: assumed(25, 25, 25),
    pastPromise: assumed(5, 0, 20),
    attempted: assumed(10, 15, 15),
    exception: assumed(50, 40, 30),
    disputed: assumed(60, 30, 40),
    pickupOverdue: assumed(50, 0, 15),
  },
};

/** Settings as stored; the usual ones where there are none, or they are no longer valid. */
export const readSettings = (stored: unknown): RiskSettings => settingsSchema.safeParse(stored).data ?? USUAL_SETTINGS;

/** What a risk is expected to cost when nobody acts, in the smallest unit of the currency: each outcome by how often it is assumed. */
export function costOf(
  kind: RiskKind,
  orderMinor: number,
  { kinds, reshipMinor, customerMinor }: RiskSettings,
): number {
  const { refund, reship, leave } = kinds[kind];
  return Math.round((orderMinor * refund + reshipMinor * reship + customerMinor * leave) / 100);
}
