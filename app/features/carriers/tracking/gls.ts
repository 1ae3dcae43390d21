import { z } from "zod";
import { codeTable } from "./code-table.ts";
import { toldScan, type ToldTracking, type TrackingReader } from "./told-scan.ts";

/** Event codes of GLS Track and Trace v1, in its own spelling, and the statuses of a parcel whose events are not shown. */
const codes = codeTable("gls", [
  ["INTIAL.PREADVICE", "labelled", "data received, parcel not yet handed over"],
  ["INTIAL.E48_DATA", "labelled", "provided by the sender for collection"],
  ["INTIAL.NORMAL", "handed_over", "handed over to GLS"],
  ["INBOUD.NORMAL", "in_transit", "reached a parcel centre"],
  ["OUTBOD.NORMAL", "in_transit", "left a parcel centre"],
  ["OUTDEL.NORMAL", "out_for_delivery", "on the van"],
  ["DELIVD.NORMAL", "delivered", "delivered"],
  ["DELIVD.PARCELSHOP", "ready_for_pickup", "delivered, but to the parcel shop: the shopper has still to go there"],
  ["DELIVD.DEL_BY_PSAPP", "delivered", "handed out by the parcel shop"],
  ["PREADVICE", "labelled", "data received"],
  ["INTRANSIT", "in_transit", "on its way"],
  ["INWAREHOUSE", "in_transit", "in the warehouse"],
  ["INDELIVERY", "out_for_delivery", "on the van"],
  ["DELIVEREDPS", "ready_for_pickup", "at the parcel shop"],
  ["DELIVERED", "delivered", "delivered"],
  ["NOTDELIVERED", "attempted", "was not delivered"],
  ["CANCELED", "void", "cancelled"],
]);

const answerSchema = z.object({
  parcels: z.array(
    z.union([
      z.object({ requested: z.string(), errorCode: z.string() }),
      z.object({
        requested: z.string(),
        status: z.string(),
        statusDateTime: z.string(),
        events: z
          .array(
            z.object({
              code: z.string(),
              city: z.string().nullish(),
              country: z.string().nullish(),
              description: z.string().nullish(),
              eventDateTime: z.string(),
            }),
          )
          .default([]),
      }),
    ]),
  ),
});

/** GLS Track and Trace v1. The number is the one that was asked for: GLS's own may lack the check digit. */
export const gls: TrackingReader = {
  codes,
  read(answer, { zone }) {
    return answerSchema.parse(answer).parcels.map((parcel): ToldTracking => {
      const trackingNumber = parcel.requested;
      if ("errorCode" in parcel) return { found: false, trackingNumber };
      const status = {
        code: parcel.status,
        eventDateTime: parcel.statusDateTime,
        city: null,
        country: null,
        description: null,
      };
      const events = parcel.events.length > 0 ? parcel.events : [status];
      return {
        found: true,
        trackingNumber,
        expectedAt: null,
        scans: events.map(({ code, eventDateTime, city, country, description }) =>
          toldScan(codes, zone, { code, at: eventDateTime, place: [city, country], text: description }),
        ),
      };
    });
  },
};
