import { z } from "zod";
import type { Money } from "../../../../core/money.ts";
import { compile } from "../compile.ts";
import type { Condition } from "../condition.ts";
import { locationConditionSchema } from "../condition-schema.ts";
import type { LocationDirective } from "../directives.ts";
import { moneySchema } from "../operators/number.ts";
import { TRUE, UNKNOWN, type Truth } from "../truth.ts";
import { action, type Application, type DraftLocation } from "./action.ts";

const selector = z.strictObject({ where: locationConditionSchema });
const priced = z.strictObject({ where: locationConditionSchema, by: moneySchema });

/** Looks at each location, with whether it is like that. */
function forEachLocation(
  where: Condition<"location">,
  visit: (application: Application, location: DraftLocation, truth: Truth) => void,
) {
  const compiled = compile(where);
  return (application: Application): "done" => {
    const { draft, facts, unknown } = application;
    for (const [index, location] of facts.locations.entries()) {
      const truth = compiled.judge(location, facts);
      if (truth === UNKNOWN) compiled.blame(location, facts, unknown);
      const directive = draft.locations[index];
      if (directive) visit(application, directive, truth);
    }
    return "done";
  };
}

function ruleOut(location: DraftLocation, as: NonNullable<LocationDirective["ruledOut"]>["as"], by: string) {
  location.ruledOut ??= { as, by };
}

function priceAs(sign: 1 | -1, { where, by: { minor, currency } }: { where: Condition<"location">; by: Money }) {
  return forEachLocation(where, ({ facts, unknown, by }, location, truth) => {
    if (truth !== TRUE) return;
    if (currency !== facts.currency) {
      unknown.add("order.currency");
      return;
    }
    location.costs.push({ minor: sign * minor, by });
    location.cost += sign * minor;
  });
}

/** Which locations may ship an order, and which would be liked to. */
export const LOCATION_ACTIONS = {
  /** Only these. One of which it is not known is not among them. */
  requireLocations: action({
    params: selector,
    combine: "accumulates",
    part: "routing",
    prepare: ({ where }) =>
      forEachLocation(where, ({ by }, location, truth) => {
        if (truth !== TRUE) ruleOut(location, "notRequired", by);
      }),
  }),
  /** Not these. One of which it is not known stays. */
  excludeLocations: action({
    params: selector,
    combine: "accumulates",
    part: "routing",
    prepare: ({ where }) =>
      forEachLocation(where, ({ by }, location, truth) => {
        if (truth === TRUE) ruleOut(location, "excluded", by);
      }),
  }),
  preferLocations: action({
    params: priced,
    combine: "accumulates",
    part: "routing",
    prepare: (params) => priceAs(-1, params),
  }),
  penaliseLocations: action({
    params: priced,
    combine: "accumulates",
    part: "routing",
    prepare: (params) => priceAs(1, params),
  }),
};
