import { z } from "zod";
import { codeTable } from "./code-table.ts";
import { readTime, toldScan, type TrackingReader } from "./told-scan.ts";

/** Event codes of Royal Mail's Tracking API v2, as far as they are published. */
const codes = codeTable("royal-mail", [
  ["EVAIE", "labelled", "sender prepares the item"],
  ["EVAIP", "labelled", "sender dispatches the item"],
  ["EVPPA", "handed_over", "accepted at a parcel shop"],
  ["EVDAC", "handed_over", "item received"],
  ["EVDAV", "handed_over", "item received"],
  ["EVIMC", "in_transit", "received at the mail centre"],
  ["EVOAC", "in_transit", "received at an office"],
  ["EVOCO", "in_transit", "being processed for delivery"],
  ["EVODO", "in_transit", "dispatched to the delivery office"],
  ["EVORI", "in_transit", "arrived at the delivery office: not yet on the round"],
  ["EVNSR", "in_transit", "prepared for another delivery"],
  ["EVNMI", "delayed", "went the wrong way and is forwarded"],
  ["EVNRT", "delayed", "kept back"],
  ["EVGPD", "out_for_delivery", "due to be delivered today"],
  ["EVKNA", "attempted", "no answer"],
  ["EVKNR", "attempted", "attempted"],
  ["EVNDA", "ready_for_pickup", "available for collection or another delivery"],
  ["EVKOP", "delivered", "delivered"],
  ["EVKSF", "delivered", "delivered to a safe place"],
  ["EVKSP", "delivered", "delivered and signed for"],
]);

const answerSchema = z.object({
  mailPieces: z.object({
    mailPieceId: z.string(),
    estimatedDelivery: z.object({ date: z.string().nullish(), endOfEstimatedWindow: z.string().nullish() }).nullish(),
    events: z.array(
      z.object({
        eventCode: z.string(),
        eventName: z.string().nullish(),
        eventDateTime: z.string(),
        locationName: z.string().nullish(),
      }),
    ),
  }),
});
const notFoundSchema = z.object({ httpCode: z.literal(["404", 404]) });

/** Royal Mail Tracking API v2, one mail piece. Its category of the piece repeats the last event in other words and is not read. */
export const royalMail: TrackingReader = {
  codes,
  read(answer, { trackingNumber, zone }) {
    if (notFoundSchema.safeParse(answer).success) return [{ found: false, trackingNumber }];
    const { mailPieceId, estimatedDelivery, events } = answerSchema.parse(answer).mailPieces;
    const { date, endOfEstimatedWindow: ends } = estimatedDelivery ?? {};
    return [
      {
        found: true,
        trackingNumber: mailPieceId,
        expectedAt: date ? readTime(ends ? `${date}T${ends}` : date, zone).instant : null,
        scans: events.map(({ eventCode, eventDateTime, locationName, eventName }) =>
          toldScan(codes, zone, { code: eventCode, at: eventDateTime, place: [locationName], text: eventName }),
        ),
      },
    ];
  },
};
