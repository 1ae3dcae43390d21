import type { Directives } from "../../automation/domain/directives.ts";
import type { LabelWish } from "../../carriers/domain/shopping/choose-label.ts";

/** What rules want of the order's label: the carrier the first one names, and all that any excludes. */
export function labelWishOf(effects: Directives["effects"]): LabelWish {
  const which = (way: "useCarrier" | "avoidCarrier") =>
    effects.flatMap((effect) =>
      effect.do === way ? [{ carrier: effect.carrier, service: effect.service === "" ? null : effect.service }] : [],
    );
  return { force: which("useCarrier")[0] ?? null, exclude: which("avoidCarrier") };
}
