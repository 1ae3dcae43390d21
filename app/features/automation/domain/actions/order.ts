import { z } from "zod";
import type { LocationId } from "../../../../core/ids.ts";
import { conditionSchema } from "../condition-schema.ts";
import type { Deadline, Release } from "../directives.ts";
import { clockSchema } from "../operators/time.ts";
import { action, firstWins } from "./action.ts";

/** Shopify's FulfillmentHoldReason, without those that only Shopify gives. */
export const HOLD_REASONS = [
  "AWAITING_PAYMENT",
  "HIGH_RISK_OF_FRAUD",
  "INCORRECT_ADDRESS",
  "INVENTORY_OUT_OF_STOCK",
  "UNKNOWN_DELIVERY_DATE",
  "OTHER",
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

const releaseSchema: z.ZodType<Release> = z.discriminatedUnion("until", [
  z.strictObject({ until: z.literal("person") }),
  z.strictObject({ until: z.literal("hours"), hours: z.int().min(1).max(8_760) }),
  z.strictObject({ until: z.literal("moment"), at: z.iso.datetime({ offset: true }) }),
  z.strictObject({ until: z.literal("condition"), when: conditionSchema }),
]);

const deadlineSchema: z.ZodType<Deadline> = z.discriminatedUnion("unit", [
  z.strictObject({ unit: z.literal("hours"), hours: z.int().min(1).max(8_760) }),
  z.strictObject({ unit: z.literal("workingDays"), days: z.int().min(0).max(365) }),
  z.strictObject({ unit: z.literal("timeOfDay"), days: z.int().min(0).max(365), at: clockSchema }),
]);

const locationId = z.string().regex(/^\d{1,19}$/) as z.ZodType as z.ZodType<LocationId>;

/** How an order is treated, wherever it ships from. */
export const ORDER_ACTIONS = {
  /** Holds add up: what two rules each want looked at is not released when one of them is content. A rule holds an order once. */
  hold: action({
    params: z.strictObject({ reason: z.enum(HOLD_REASONS), note: z.string().trim().max(255), release: releaseSchema }),
    combine: "accumulates",
    part: "routing",
    prepare:
      (hold) =>
      ({ draft, by, facts }) => {
        if (!facts.releasedHolds.includes(by)) draft.holds.push({ ...hold, by });
        return "done";
      },
  }),
  deadline: action({
    params: z.strictObject({ within: deadlineSchema }),
    combine: "firstWins",
    part: "routing",
    prepare:
      ({ within }) =>
      ({ draft, by }) =>
        firstWins(draft, "deadline", { within, by }),
  }),
  priority: action({
    params: z.strictObject({ level: z.int().min(1).max(5) }),
    combine: "firstWins",
    part: "routing",
    prepare:
      ({ level }) =>
      ({ draft, by }) =>
        firstWins(draft, "priority", { level, by }),
  }),
  sendToService: action({
    params: z.strictObject({ location: locationId }),
    combine: "firstWins",
    part: "routing",
    prepare:
      ({ location }) =>
      ({ draft, by }) =>
        firstWins(draft, "service", { locationId: location, by }),
  }),
};
