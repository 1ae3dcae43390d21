import type { MessageKind } from "./kinds.ts";

/** What a template may name. Each is a text by the time it is filled in; empty: not known, or there is none. */
export const VARIABLES = [
  "shop",
  "order",
  "first_name",
  "items",
  "date",
  "old_date",
  "carrier",
  "tracking_number",
  "tracking_link",
  "choices",
  "link",
  "place",
  "code",
  "until",
  "answer",
  "text",
] as const;
export type Variable = (typeof VARIABLES)[number];

const ALWAYS = ["shop", "order", "first_name", "items"] as const satisfies readonly Variable[];
const PARCEL = ["carrier", "tracking_number", "tracking_link"] as const satisfies readonly Variable[];
const PICKUP = ["place", "code", "until", "link"] as const satisfies readonly Variable[];

/** What each kind has to say beside what every message has. */
const OF_KIND: Readonly<Record<MessageKind, readonly Variable[]>> = {
  confirmed: ["date"],
  shipped: ["date", ...PARCEL],
  tracking_changed: PARCEL,
  delayed: ["date", "old_date", "choices", "link"],
  choice_answer: ["answer", "date", "link"],
  out_for_delivery: PARCEL,
  attempted: PARCEL,
  delivered: PARCEL,
  ready_for_pickup: PICKUP,
  pickup_reminder: PICKUP,
  returned: PARCEL,
  claim_answer: ["answer", "link"],
  custom: ["text"],
};

/** The variables that a template of this kind may name. */
export const variablesOf = (kind: MessageKind): readonly Variable[] => [...ALWAYS, ...OF_KIND[kind]];
