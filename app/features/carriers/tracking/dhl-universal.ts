import { z } from "zod";
import { codeTable } from "./code-table.ts";
import { readTime, toldScan, type TrackingReader } from "./told-scan.ts";

/** The five status codes of DHL's Shipment Tracking – Unified API. The wording beside them is the division's own and contradicts them at times. */
const codes = codeTable("dhl", [
  ["pre-transit", "labelled", "DHL knows of it, but has not got it"],
  ["transit", "in_transit", "on its way; out for delivery is told in words only"],
  ["delivered", "delivered", "delivered"],
  ["failure", "exception", "was not delivered, or goes back"],
  ["unknown", "unknown", "DHL does not know either"],
]);

const answerSchema = z.object({
  shipments: z.array(
    z.object({
      id: z.union([z.string(), z.number()]).transform(String),
      estimatedTimeOfDelivery: z.string().nullish(),
      events: z.array(
        z.object({
          timestamp: z.string(),
          statusCode: z.string(),
          description: z.string().nullish(),
          location: z
            .object({
              address: z.object({ addressLocality: z.string().nullish(), countryCode: z.string().nullish() }).nullish(),
            })
            .nullish(),
        }),
      ),
    }),
  ),
});
const notFoundSchema = z.object({ status: z.literal(404) });

/** DHL's unified API for its divisions. Events carry the time of the place, mostly without an offset. */
export const dhlUniversal: TrackingReader = {
  codes,
  read(answer, { trackingNumber, zone }) {
    if (notFoundSchema.safeParse(answer).success) return [{ found: false, trackingNumber }];
    return answerSchema.parse(answer).shipments.map(({ id, estimatedTimeOfDelivery, events }) => ({
      found: true,
      trackingNumber: id,
      expectedAt: estimatedTimeOfDelivery ? readTime(estimatedTimeOfDelivery, zone).instant : null,
      scans: events.map((event) => {
        const address = event.location?.address;
        return toldScan(codes, zone, {
          code: event.statusCode,
          at: event.timestamp,
          // Some divisions put the street before the town.
          place: [address?.addressLocality?.split(",").at(-1), address?.countryCode],
          text: event.description,
        });
      }),
    }));
  },
};
