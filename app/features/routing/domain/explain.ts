import type { LineItemId } from "../../../core/ids.ts";
import type { Money } from "../../../core/money.ts";
import { withoutRules, type Cost } from "./cost.ts";
import type { Decision, Held, InPart, NoPlan, Proof, Withheld } from "./decide.ts";
import type { LocationTrace, Trace } from "./trace.ts";

/**
 * One sentence, not yet in a language: `code` names a text under `reason` in locales/*.json. A parameter that depends on
 * the reader's language or on data that is not stored here is an object; say.ts turns it into text. `count` chooses the plural.
 */
export interface Message {
  readonly code: MessageCode;
  readonly params: Readonly<Record<string, MessageParam>>;
}

export type MessageParam = string | number | Money | { readonly km: number } | { readonly lineItemId: LineItemId };

/** Every text this feature can need. The locale files have each of them and no other. */
export const MESSAGE_CODES = [
  "stay.onlyChoice",
  "stay.cheapest",
  "stay.savesTooLittle",
  "move.cheaper",
  "move.cheaperAndCloser",
  "move.cheaperButFarther",
  "move.preferred",
  "move.cannotStay",
  "move.assignedGone",
  "move.together",
  "split.noSingleLocation",
  "split.cheaper",
  "split.together",
  "hold.noLocation",
  "hold.outOfStock",
  "hold.tooManyParts",
  "hold.ruledOut",
  "hold.rule",
  "unroutable.noLocation",
  "unroutable.outOfStock",
  "unroutable.tooManyParts",
  "unroutable.ruledOut",
  "inPart.outOfStock",
  "inPart.tooManyParts",
  "inPart.rule",
  "withheld.rule",
  "withheld.switchedOff",
  "withheld.tooLittle",
  "line.short",
  "line.waits",
  "proof.bounded",
  "proof.moreUnits",
  "proof.unfinished",
  "location.chosen",
  "location.chosenAtDistance",
  "location.savesTooLittle",
  "location.sameCost",
  "location.dearer",
  "location.dearerAndFarther",
  "location.dearerThoughCloser",
  "location.dearerByRules",
  "location.dearerWithOthers",
  "location.notStocked",
  "location.ruledOut.excluded",
  "location.ruledOut.notRequired",
  "location.ruledOut.service",
  "location.full",
  "location.waits",
  "location.closed",
  "location.doesNotShip.shipsInventory",
  "location.doesNotShip.onlineOrders",
  "location.doesNotShip.fulfillmentService",
  "location.doesNotShip.localDelivery",
  "location.refused.notMovable",
  "location.refused.moveRefused",
  "location.refused.declined",
  "location.refused.unanswered",
  "location.refused.shortPick",
  "postage.listed",
  "postage.unlisted",
  "flip.units",
  "flip.minutes",
  "flip.perParcel",
] as const;
export type MessageCode = (typeof MESSAGE_CODES)[number];

/** The decision in sentences: first what and why, then what is missing, each location's part in it, and what was not proven. */
export function explain(decision: Decision, trace: Trace): Message[] {
  const locations = trace.locations.map((entry) => explainLocation(entry, decision, trace));
  if (decision.outcome === "inPart") {
    return [...partly(decision, trace), ...locations, ...doubt(decision.proof, trace)];
  }
  if ("plan" in decision) return [headline(decision, trace), ...locations, ...doubt(decision.proof, trace)];
  if (decision.reason === "rule") return [...wanted(decision, trace), ...locations];
  return [...obstacle(decision, trace), ...locations];
}

/** The rules that hold it, each once. */
const wanted = ({ by }: Held, trace: Trace): Message[] =>
  [...new Set(by)].map((id) => ({ code: "hold.rule", params: { rule: nameOf(id, trace) } }));

/** A rule's name when it was asked; its id where the trace was made without names. */
const nameOf = (id: string, { rules }: Trace): string => rules?.[id] ?? id;

/** What leaves and why not all of it, then each line that waits. */
function partly({ reason, plan, rest, by }: InPart, trace: Trace): Message[] {
  const count = plan.parts.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0);
  const waits = rest.reduce((sum, { short }) => sum + short, 0);
  return [
    { code: `inPart.${reason}`, params: { count, waits } },
    ...rest.map(({ lineItemId, wanted, short }): Message => ({
      code: "line.waits",
      params: { line: { lineItemId }, count: short, wanted },
    })),
    ...by.map((id): Message => ({ code: "inPart.rule", params: { rule: nameOf(id, trace) } })),
  ];
}

function headline(decision: Exclude<Decision, InPart | NoPlan | Held>, trace: Trace): Message {
  const saving = money(decision.savingMinor ?? 0, trace);
  switch (decision.outcome) {
    case "stay": {
      const location = trace.locations.find((entry) => entry.outcome === "chosen")?.name ?? "";
      if (decision.reason === "savesTooLittle") {
        return {
          code: "stay.savesTooLittle",
          params: { location, saving, threshold: money(trace.minSavingMinor, trace) },
        };
      }
      const hadChoice = trace.locations.some((entry) => entry.outcome === "dearer");
      return { code: hadChoice ? "stay.cheapest" : "stay.onlyChoice", params: { location } };
    }
    case "move": {
      const location = trace.locations.find((entry) => entry.locationId === decision.toLocationId)?.name ?? "";
      const assigned = trace.locations.find((entry) => entry.locationId === trace.assignedLocationId);
      if (assigned === undefined) return { code: "move.assignedGone", params: { location } };
      const from = assigned.name;
      if (decision.reason === "together") return { code: "move.together", params: { location, from, saving } };
      if (decision.reason === "assignedCannotShip") return { code: "move.cannotStay", params: { location, from } };
      const loss = assigned.outcome === "dearer" ? lossByRules(assigned, decision) : 0;
      if (loss > 0) {
        const rules = (trace.pricedBy ?? []).map((id) => nameOf(id, trace)).join(", ");
        return { code: "move.preferred", params: { location, from, rules, loss: money(loss, trace) } };
      }
      const km = fartherThanPlan(assigned, decision);
      if (km === null || km === 0) return { code: "move.cheaper", params: { location, from, saving } };
      const code = km > 0 ? "move.cheaperAndCloser" : "move.cheaperButFarther";
      return { code, params: { location, from, saving, distance: { km: Math.abs(km) } } };
    }
    case "split": {
      const count = decision.plan.parts.length;
      return decision.reason === "noSingleLocation"
        ? { code: "split.noSingleLocation", params: { count } }
        : { code: `split.${decision.reason}`, params: { count, saving } };
    }
  }
}

/** Why nothing ships: the reason, then each line that is short. */
function obstacle({ outcome, reason, shortfalls, complete, withheld }: NoPlan, trace: Trace): Message[] {
  const short = shortfalls.reduce((sum, line) => sum + line.short, 0);
  const count = reason === "tooManyParts" ? trace.maxParts : short;
  return [
    { code: `${outcome}.${reason}`, params: { count } },
    ...shortfalls.map(({ lineItemId, wanted, short: missing }): Message => ({
      code: "line.short",
      params: { line: { lineItemId }, count: missing, wanted },
    })),
    ...(withheld === undefined ? [] : [waiting(withheld, trace)]),
    ...(complete ? [] : [{ code: "proof.unfinished", params: {} } as const]),
  ];
}

/** Why what is there waits as well. */
const waiting = ({ reason, by, units, wanted }: Withheld, trace: Trace): Message => ({
  code: `withheld.${reason}`,
  params: { count: units, wanted, rule: nameOf(by[0] ?? "", trace) },
});

function doubt(proof: Proof, trace: Trace): Message[] {
  if (proof.kind !== "bounded") return [];
  const { gapMinor, gapUnits = 0 } = proof;
  return gapUnits > 0
    ? [{ code: "proof.moreUnits", params: { count: gapUnits } }]
    : [{ code: "proof.bounded", params: { gap: money(gapMinor, trace) } }];
}

/** One location's part in the decision: what it ships, or why it does not. */
export function explainLocation(entry: LocationTrace, decision: Decision, trace: Trace): Message {
  const location = entry.name;
  switch (entry.outcome) {
    case "chosen": {
      const count = entry.part.lines.reduce((sum, line) => sum + line.quantity, 0);
      const params = { location, count, cost: money(entry.part.cost.totalMinor, trace) };
      return entry.part.km === null
        ? { code: "location.chosen", params }
        : { code: "location.chosenAtDistance", params: { ...params, distance: { km: entry.part.km } } };
    }
    case "savesTooLittle":
      return { code: "location.savesTooLittle", params: { location, saving: money(entry.savingMinor, trace) } };
    case "dearer":
      return explainDearer(entry, decision, trace);
    case "notStocked": {
      const count = entry.shortfalls.reduce((sum, line) => sum + line.short, 0);
      return { code: "location.notStocked", params: { location, count } };
    }
    case "closed":
    case "full":
    case "waits":
      return { code: `location.${entry.outcome}`, params: { location } };
    case "ruledOut":
      return { code: `location.ruledOut.${entry.as}`, params: { location, rule: nameOf(entry.by, trace) } };
    case "doesNotShip":
      return { code: `location.doesNotShip.${entry.reason}`, params: { location } };
    case "refused":
      return { code: `location.refused.${entry.code}`, params: { location } };
  }
}

/** Where the postage of what it ships comes from; null where the location has no price list. */
export function explainPostage(entry: LocationTrace): Message | null {
  if (entry.outcome !== "chosen") return null;
  const { listed, unlisted } = entry.part;
  if (unlisted) return { code: "postage.unlisted", params: {} };
  if (listed === undefined) return null;
  const { list, zone, upToGrams } = listed;
  return { code: "postage.listed", params: { list, zone, kg: upToGrams / 1_000 } };
}

/** What would have made the location the choice; null when no single change was found. */
export function explainFlip(entry: LocationTrace, trace: Trace): Message | null {
  if (!("flip" in entry)) return null;
  const { flip } = entry;
  const location = entry.name;
  switch (flip.by) {
    case "units":
      return { code: "flip.units", params: { location, count: flip.units, line: { lineItemId: flip.lineItemId } } };
    case "minutes":
      return { code: "flip.minutes", params: { location, count: flip.minutes } };
    case "perParcel":
      return { code: "flip.perParcel", params: { location, amount: money(flip.minor, trace) } };
  }
}

type Dearer = LocationTrace & { outcome: "dearer" };

/** By how much the plan costs more than shipping from there, without what rules add: minor units, negative when it costs less. */
const lossByRules = ({ cost }: Dearer, { plan }: { readonly plan: { readonly cost: Cost } }): number =>
  withoutRules(plan.cost).totalMinor - withoutRules(cost).totalMinor;

function explainDearer(entry: Dearer, decision: Decision, trace: Trace): Message {
  const location = entry.name;
  const gap = money(entry.gapMinor, trace);
  if (entry.shortfalls.length > 0) {
    const count = entry.shortfalls.reduce((sum, line) => sum + line.short, 0);
    return { code: "location.dearerWithOthers", params: { location, gap, count, parts: entry.parts } };
  }
  if (entry.gapMinor === 0) return { code: "location.sameCost", params: { location } };
  if ("plan" in decision && (entry.cost.rulesMinor ?? 0) !== (decision.plan.cost.rulesMinor ?? 0))
    return { code: "location.dearerByRules", params: { location, gap } };
  const km = fartherThanPlan(entry, decision);
  if (km === null || km === 0) return { code: "location.dearer", params: { location, gap } };
  const code = km > 0 ? "location.dearerAndFarther" : "location.dearerThoughCloser";
  return { code, params: { location, gap, distance: { km: Math.abs(km) } } };
}

/** Kilometres this location is farther away than the one that ships; null when either is unknown or several ship. */
function fartherThanPlan(entry: LocationTrace, decision: Decision): number | null {
  if (entry.outcome !== "dearer" || entry.km === null || !("plan" in decision)) return null;
  const [part, another] = decision.plan.parts;
  return part === undefined || another !== undefined || part.km === null ? null : entry.km - part.km;
}

function money(minor: number, { currency }: Trace): Money {
  return { minor, currency };
}
