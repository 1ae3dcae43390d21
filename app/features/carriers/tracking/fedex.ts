import { z } from "zod";
import { codeTable } from "./code-table.ts";
import { readTime, toldScan, type ToldTracking, type TrackingReader } from "./told-scan.ts";

/**
 * Event types of FedEx's Track API. An exception code behind the slash where there is one (`DE/08`). The derived status of an event repeats the
 * shipment's and is not read.
 */
const codes = codeTable("fedex", [
  ["OC", "labelled", "shipment information sent"],
  ["ER", "labelled", "courier on the way to the pickup"],
  ["CA", "void", "shipment cancelled by the sender"],
  ["PU", "handed_over", "picked up"],
  ["DO", "handed_over", "dropped off"],
  ["AF", "in_transit", "at a FedEx facility"],
  ["AR", "in_transit", "arrived"],
  ["DP", "in_transit", "departed"],
  ["IT", "in_transit", "on the way"],
  ["IX", "in_transit", "on the way, see details"],
  ["LO", "in_transit", "left the origin"],
  ["OF", "in_transit", "at the origin's facility"],
  ["FD", "in_transit", "at the destination's facility"],
  ["SF", "in_transit", "at a sort facility"],
  ["PM", "in_transit", "in progress"],
  ["PF", "in_transit", "plane in flight"],
  ["PL", "in_transit", "plane landed"],
  ["EO", "in_transit", "on the way to the origin's airport"],
  ["EA", "in_transit", "export approved"],
  ["CC", "in_transit", "cleared by customs"],
  ["CP", "in_transit", "clearance in progress"],
  ["AX", "in_transit", "at a USPS facility"],
  ["TR", "in_transit", "transferred"],
  ["AO", "in_transit", "said to be on time"],
  ["AE", "in_transit", "said to be early"],
  ["CD", "delayed", "clearance delay"],
  ["DY", "delayed", "delay"],
  ["PD", "delayed", "pickup delay"],
  ["SE", "exception", "shipment exception"],
  ["DE", "exception", "delivery exception, of which only some are attempts"],
  ["DE/08", "attempted", "recipient not in, or business closed"],
  ["HL", "ready_for_pickup", "held at a location for the recipient"],
  ["HP", "ready_for_pickup", "ready for the recipient's pickup"],
  ["OD", "out_for_delivery", "on the vehicle for delivery"],
  ["AD", "out_for_delivery", "at the delivery address"],
  ["DL", "delivered", "delivered"],
  ["RS", "returned", "on its way back to the shipper"],
]);

const resultSchema = z.object({
  error: z.object({ code: z.string() }).nullish(),
  estimatedDeliveryTimeWindow: z.object({ window: z.object({ ends: z.string().nullish() }).nullish() }).nullish(),
  scanEvents: z
    .array(
      z.object({
        date: z.string(),
        eventType: z.string(),
        eventDescription: z.string().nullish(),
        exceptionCode: z.string().nullish(),
        exceptionDescription: z.string().nullish(),
        scanLocation: z
          .object({
            city: z.string().nullish(),
            stateOrProvinceCode: z.string().nullish(),
            countryCode: z.string().nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
});
const answerSchema = z.object({
  output: z.object({
    completeTrackResults: z.array(z.object({ trackingNumber: z.string(), trackResults: z.array(resultSchema) })),
  }),
});

/** FedEx Track API v1. Numbers are used again, and then there are several results: the one heard of last is the parcel that is meant. */
export const fedex: TrackingReader = {
  codes,
  read(answer, { zone }) {
    return answerSchema
      .parse(answer)
      .output.completeTrackResults.map(({ trackingNumber, trackResults }): ToldTracking => {
        const parcels = trackResults.flatMap(({ scanEvents, estimatedDeliveryTimeWindow }) => {
          if (!scanEvents) return [];
          const ends = estimatedDeliveryTimeWindow?.window?.ends;
          const scans = scanEvents.map((event) =>
            toldScan(codes, zone, {
              code: event.exceptionCode ? `${event.eventType}/${event.exceptionCode}` : event.eventType,
              at: event.date,
              place: [
                event.scanLocation?.city,
                event.scanLocation?.stateOrProvinceCode,
                event.scanLocation?.countryCode,
              ],
              text: event.exceptionDescription || event.eventDescription,
            }),
          );
          const heardOf = Math.max(...scans.map(({ occurredAt }) => occurredAt.getTime()));
          return [{ scans, heardOf, expectedAt: ends ? readTime(ends, zone).instant : null }];
        });
        const [newest] = parcels.sort((a, b) => b.heardOf - a.heardOf);
        if (newest === undefined) return { found: false, trackingNumber };
        return { found: true, trackingNumber, expectedAt: newest.expectedAt, scans: newest.scans };
      });
  },
};
