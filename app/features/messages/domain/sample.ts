import type { LocationId } from "../../../core/ids.ts";
import type { MessageKind, MessageParams } from "./kinds.ts";
import type { OrderWords } from "./values.ts";

const CHOICES = ["wait", "split", "swap", "cancel"] as const;
const DATES = { from: "2027-03-02", to: "2027-03-04" };
const PARCEL = { parcelId: null, fulfillmentId: null };
const PICKUP = {
  locationId: "0" as LocationId,
  code: "4821",
  until: "2027-03-09",
  link: "https://example.com/pickup",
};

const SAMPLES: MessageParams = {
  confirmed: DATES,
  shipped: { ...PARCEL, ...DATES },
  tracking_changed: PARCEL,
  delayed: {
    ...DATES,
    previousTo: "2027-02-27",
  },
  choice_answer: { ...DATES, answer: "split_done" },
  out_for_delivery: PARCEL,
  attempted: PARCEL,
  delivered: PARCEL,
  ready_for_pickup: PICKUP,
  pickup_reminder: PICKUP,
  returned: PARCEL,
  claim_answer: { answer: "reship" },
  custom: { text: "…" },
};

/** A fact that nobody learned, to look at a template with. */
export const sampleParams = <Kind extends MessageKind>(kind: Kind): MessageParams[Kind] => SAMPLES[kind];

/** An order that nobody placed. `shop`: the merchant's own name, where it is known. */
export const sampleWords = (shop: string): OrderWords => ({
  shop: shop === "" ? "Tramo" : shop,
  order: "#1042",
  name: "Ana Pérez",
  items: [
    { quantity: 2, title: "Camiseta" },
    { quantity: 1, title: "Mug" },
  ],
  parcel: { carrier: "Correos", number: "PQ4R5T0123456789", link: "https://example.com/track" },
  place: "Sierpes 12",
  offer: {
    link: "https://example.com/order",
    choices: CHOICES.map((choice) => ({ choice, link: `https://example.com/order?choose=${choice}` })),
  },
});
