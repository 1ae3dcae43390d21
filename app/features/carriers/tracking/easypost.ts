import { z } from "zod";
import { codeTable } from "./code-table.ts";
import { readTime, toldScan, type TrackingReader } from "./told-scan.ts";

/** EasyPost's statuses, with its status detail behind the slash. */
const codes = codeTable("easypost", [
  ["pre_transit", "labelled", "label made, nothing scanned"],
  ["in_transit", "in_transit", "on its way"],
  ["in_transit/received_at_origin_facility", "handed_over", "the carrier has got it"],
  ["in_transit/delayed", "delayed", "delayed"],
  ["in_transit/weather_delay", "delayed", "delayed by the weather"],
  ["in_transit/missorted", "delayed", "went the wrong way"],
  ["in_transit/held", "delayed", "held"],
  ["out_for_delivery", "out_for_delivery", "out for delivery"],
  ["available_for_pickup", "ready_for_pickup", "available for pickup"],
  ["delivered", "delivered", "delivered"],
  ["return_to_sender", "returned", "on its way back to the sender"],
  ["failure", "exception", "cannot be delivered"],
  ["failure/lost", "lost", "lost"],
  ["cancelled", "void", "label cancelled"],
  ["error", "unknown", "EasyPost could not ask the carrier"],
  ["unknown", "unknown", "EasyPost does not know either"],
]);

const trackerSchema = z.object({
  object: z.literal("Tracker"),
  tracking_code: z.string(),
  est_delivery_date: z.string().nullish(),
  tracking_details: z.array(
    z.object({
      status: z.string(),
      status_detail: z.string().nullish(),
      message: z.string().nullish(),
      datetime: z.string(),
      tracking_location: z
        .object({ city: z.string().nullish(), state: z.string().nullish(), country: z.string().nullish() })
        .nullish(),
    }),
  ),
});

/** A tracker of EasyPost: an answer, or the `result` of its webhook. Times are UTC. */
export const easypost: TrackingReader = {
  codes,
  read(answer, { zone }) {
    const tracker = trackerSchema.parse(answer);
    return [
      {
        found: true,
        trackingNumber: tracker.tracking_code,
        expectedAt: tracker.est_delivery_date ? readTime(tracker.est_delivery_date, zone).instant : null,
        scans: tracker.tracking_details.map(({ status, status_detail, message, datetime, tracking_location: place }) =>
          toldScan(codes, zone, {
            code: status_detail ? `${status}/${status_detail}` : status,
            at: datetime,
            place: [place?.city, place?.state, place?.country],
            text: message,
          }),
        ),
      },
    ];
  },
};
