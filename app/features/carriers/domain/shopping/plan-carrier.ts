import type { CarrierFacts } from "../carrier.ts";
import type { LabelPolicy, LabelWish } from "./choose-label.ts";

/**
 * Whom a parcel is planned with, before anybody is asked for rates: the one a rule forces, else the preferred one, else the first whose rates can
 * be compared, else the first that is left. Undefined when none may. A carrier that is never asked twice comes last: its mistakes need a person.
 */
export function planCarrier(
  sellers: readonly CarrierFacts[],
  policy: LabelPolicy,
  { force, exclude }: LabelWish,
): CarrierFacts | undefined {
  const allowed = sellers.filter(
    ({ code }) => !exclude.some(({ carrier, service }) => carrier === code && service === null),
  );
  if (force) return allowed.find(({ code }) => code === force.carrier);
  const preferred = policy.kind === "preferred" ? allowed.find(({ code }) => code === policy.carrier) : undefined;
  return (
    preferred ?? allowed.find(({ can }) => can.rates) ?? allowed.find(({ neverAgain }) => !neverAgain) ?? allowed[0]
  );
}
