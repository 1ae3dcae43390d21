import { z } from "zod";
import type { Money } from "../../../../core/money.ts";
import { moneySchema } from "../operators/number.ts";
import { action, firstWins, type Application, type Applied } from "./action.ts";

const nothing = z.strictObject({});

/**
 * When an order may leave. `oneParcel`: all of it at once, in one parcel. `complete`, as the trade says it: nothing leaves until everything can; the
 * parcels may be several. `inPart`: what is there leaves, and the rest follows.
 */
export const SHIP_MODES = ["oneParcel", "complete", "inPart"] as const;
export type ShipMode = (typeof SHIP_MODES)[number];

/** The larger of the amounts that rules name. */
function atLeast(key: "extraParcel" | "minParcelValue", { minor, currency }: Money) {
  return ({ draft: { split }, by, facts, unknown }: Application): Applied => {
    if (currency !== facts.currency) {
      unknown.add("order.currency");
      return "overruled";
    }
    const before = split[key];
    if (before !== null && before.minor >= minor) return "overruled";
    split[key] = { minor, by };
    return "done";
  };
}

/** A carrier of the shop's accounts, by its code, and perhaps one of its services. */
const carrier = z.strictObject({
  carrier: z.string().regex(/^[a-z][a-z-]{0,39}$/),
  /** As the carrier calls it ("UPS/Ground"); empty: any. */
  service: z.string().trim().max(120),
});

/** How many parcels an order may become, and who carries them. */
export const PARCEL_ACTIONS = {
  forbidSplit: action({
    params: nothing,
    combine: "strictest",
    part: "routing",
    prepare:
      () =>
      ({ draft: { split }, by }) => {
        if (split.forbiddenBy !== null) return "overruled";
        split.forbiddenBy = by;
        return "done";
      },
  }),
  priceExtraParcel: action({
    params: z.strictObject({ by: moneySchema }),
    combine: "strictest",
    part: "routing",
    prepare: ({ by }) => atLeast("extraParcel", by),
  }),
  minParcelValue: action({
    params: z.strictObject({ value: moneySchema }),
    combine: "strictest",
    part: "routing",
    prepare: ({ value }) => atLeast("minParcelValue", value),
  }),
  ship: action({
    params: z.strictObject({ mode: z.enum(SHIP_MODES) }),
    combine: "firstWins",
    part: "routing",
    prepare:
      ({ mode }) =>
      ({ draft, by }) =>
        firstWins(draft, "ship", { mode, by }),
  }),
  /** Its label is bought of this carrier, whatever it costs. */
  useCarrier: action({
    params: carrier,
    combine: "firstWins",
    part: "routing",
    prepare:
      (params) =>
      ({ draft, by }) => {
        if (draft.effects.some((effect) => effect.do === "useCarrier")) return "overruled";
        draft.effects.push({ do: "useCarrier", ...params, by });
        return "done";
      },
  }),
  avoidCarrier: action({
    params: carrier,
    combine: "accumulates",
    part: "routing",
    prepare:
      (params) =>
      ({ draft, by }) => {
        draft.effects.push({ do: "avoidCarrier", ...params, by });
        return "done";
      },
  }),
};
