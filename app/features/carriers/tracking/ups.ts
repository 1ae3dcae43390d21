import { z } from "zod";
import { codeTable } from "./code-table.ts";
import { readTime, toldScan, type ToldTracking, type TrackingReader } from "./told-scan.ts";

/**
 * UPS documents the type of a status; its codes are many and not listed. So a code is type/code (`I/DP`), and the type speaks for codes without a
 * row. Its own milestones and "simplified text" are of the whole shipment and say "Delivered" of scans that are none.
 */
const codes = codeTable("ups", [
  ["M", "labelled", "manifest: shipment information received"],
  ["MV", "void", "manifest voided"],
  ["P", "handed_over", "pickup"],
  ["I", "in_transit", "in transit"],
  ["W", "in_transit", "in a warehouse of the network"],
  ["O", "out_for_delivery", "out for delivery"],
  ["D", "delivered", "delivered"],
  ["X", "exception", "exception"],
  ["X/SR", "in_transit", "an exception by type, but customs released it: the parcel goes on"],
  ["RS", "returned", "returned to the shipper"],
]);

const addressSchema = z.object({
  city: z.string().nullish(),
  stateProvince: z.string().nullish(),
  countryCode: z.string().nullish(),
});
const packageSchema = z.object({
  trackingNumber: z.string(),
  deliveryDate: z.array(z.object({ type: z.string(), date: z.string() })).default([]),
  activity: z.array(
    z.object({
      date: z.string().regex(/^\d{8}$/),
      time: z.string().regex(/^\d{6}$/),
      gmtOffset: z
        .string()
        .regex(/^[+-]\d\d:\d\d$/)
        .nullish(),
      location: z.object({ address: addressSchema.nullish() }).nullish(),
      status: z.object({ type: z.string(), code: z.string().nullish(), description: z.string().nullish() }),
    }),
  ),
});
const answerSchema = z.object({
  trackResponse: z.object({
    shipment: z.array(
      z.union([
        z.object({ package: z.array(packageSchema) }),
        z.object({ warnings: z.array(z.object({ code: z.string() })) }),
      ]),
    ),
  }),
});

const dashed = (date: string) => date.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");

/** UPS Track API. Dates and times are the scan's own, without an offset in older answers. */
export const ups: TrackingReader = {
  codes,
  read(answer, { trackingNumber, zone }) {
    return answerSchema.parse(answer).trackResponse.shipment.flatMap((shipment): ToldTracking[] => {
      if (!("package" in shipment)) return [{ found: false, trackingNumber }];
      return shipment.package.map((parcel) => {
        const expected = parcel.deliveryDate.find(({ type, date }) => type !== "DEL" && /^\d{8}$/.test(date));
        return {
          found: true,
          trackingNumber: parcel.trackingNumber,
          expectedAt: expected ? readTime(dashed(expected.date), zone).instant : null,
          scans: parcel.activity.map(({ date, time, gmtOffset, location, status }) =>
            toldScan(codes, zone, {
              code: status.code ? `${status.type}/${status.code}` : status.type,
              at: `${dashed(date)}T${time.replace(/^(..)(..)(..)$/, "$1:$2:$3")}${gmtOffset ?? ""}`,
              place: [location?.address?.city, location?.address?.stateProvince, location?.address?.countryCode],
              text: status.description,
            }),
          ),
        };
      });
    });
  },
};
