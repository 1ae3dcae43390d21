import { z } from "zod";
import { codeTable } from "./code-table.ts";
import { toldScan, type TrackingReader } from "./told-scan.ts";

/** Event codes: USPS Publication 97, appendix of event codes. */
const codes = codeTable("usps", [
  ["GX", "labelled", "label created, item awaited"],
  ["MA", "labelled", "pre-shipment information"],
  ["TM", "labelled", "shipment received by a partner, acceptance pending"],
  ["03", "handed_over", "accepted, in possession of the item"],
  ["OA", "handed_over", "accepted at origin"],
  ["UA", "handed_over", "accepted at a facility"],
  ["07", "in_transit", "arrived at the post office: not yet on the van"],
  ["08", "delayed", "missent"],
  ["06", "delayed", "forwarded to another address"],
  ["10", "in_transit", "processed or arrived at the origin's regional facility"],
  ["A1", "in_transit", "arrived at a regional facility"],
  ["T1", "in_transit", "left a regional facility"],
  ["L1", "in_transit", "left a facility"],
  ["U1", "in_transit", "arrived at a hub"],
  ["EF", "in_transit", "left a facility"],
  ["SF", "in_transit", "left the post office"],
  ["TL", "in_transit", "on the way to the next facility"],
  ["NT", "in_transit", "on the way to the next facility, without a scan"],
  ["PC", "in_transit", "sorting complete"],
  ["OF", "out_for_delivery", "out for delivery"],
  ["01", "delivered", "delivered"],
  ["17", "delivered", "picked up by the recipient's agent"],
  ["02", "attempted", "notice left"],
  ["52", "attempted", "receptacle full or item too large"],
  ["53", "attempted", "receptacle blocked"],
  ["54", "attempted", "no secure location"],
  ["55", "attempted", "no authorised recipient"],
  ["14", "ready_for_pickup", "arrived at the pickup point"],
  ["16", "ready_for_pickup", "available for pickup"],
  ["04", "exception", "refused"],
  ["05", "exception", "cannot be delivered as addressed"],
  ["11", "lost", "dead letter office"],
  ["09", "returned", "return to sender"],
  ["21", "returned", "no such number"],
  ["22", "returned", "insufficient address"],
  ["23", "returned", "moved, left no address"],
  ["24", "returned", "forwarding expired"],
  ["25", "returned", "addressee unknown"],
  ["26", "returned", "vacant"],
  ["27", "returned", "unclaimed"],
  ["28", "returned", "deceased"],
  ["29", "returned", "other reason"],
]);

const answerSchema = z.object({
  trackingNumber: z.string(),
  trackingEvents: z.array(
    z.object({
      eventCode: z.string(),
      eventType: z.string().nullish(),
      eventTimestamp: z.string(),
      GMTTimestamp: z.string().nullish(),
      GMTOffset: z.string().nullish(),
      eventCity: z.string().nullish(),
      eventState: z.string().nullish(),
      eventCountry: z.string().nullish(),
    }),
  ),
});
const notFoundSchema = z.object({ error: z.object({ code: z.literal(["404", 404]) }) });

/** USPS Tracking API v3. The event's time is local; the one in GMT speaks where it is given. */
export const usps: TrackingReader = {
  codes,
  read(answer, { trackingNumber, zone }) {
    if (notFoundSchema.safeParse(answer).success) return [{ found: false, trackingNumber }];
    const { trackingNumber: number, trackingEvents } = answerSchema.parse(answer);
    return [
      {
        found: true,
        trackingNumber: number,
        expectedAt: null,
        scans: trackingEvents.map((event) =>
          toldScan(codes, zone, {
            code: event.eventCode,
            at: event.GMTTimestamp ?? event.eventTimestamp + (event.GMTOffset ?? ""),
            place: [event.eventCity, event.eventState, event.eventCountry],
            text: event.eventType,
          }),
        ),
      },
    ];
  },
};
