import { z } from "zod";
import { codeTable } from "./code-table.ts";
import { readTime, toldScan, type ToldTracking, type TrackingReader } from "./told-scan.ts";

/** Event codes of La Poste's Suivi API v2 (letters, Colissimo, Chronopost). */
const codes = codeTable("la-poste", [
  ["DR1", "labelled", "declared by the sender"],
  ["PC1", "handed_over", "taken in"],
  ["PC2", "handed_over", "taken in, in the country of origin"],
  ["ET1", "in_transit", "being processed"],
  ["ET2", "in_transit", "being processed in the country of origin"],
  ["ET3", "in_transit", "being processed in the country of destination"],
  ["ET4", "in_transit", "being processed in a country between"],
  ["EP1", "in_transit", "waits for its presentation"],
  ["DO1", "in_transit", "entered customs"],
  ["DO2", "in_transit", "left customs"],
  ["DO3", "delayed", "held by customs"],
  ["DI3", "delayed", "delivery late"],
  ["PB1", "exception", "a problem is being dealt with"],
  ["PB2", "in_transit", "the problem is solved"],
  ["MD2", "out_for_delivery", "put on the round"],
  ["ND1", "attempted", "could not be delivered"],
  ["AG1", "ready_for_pickup", "waits at the counter"],
  ["DI1", "delivered", "delivered"],
  ["DI2", "returned", "delivered, but to the sender"],
  ["RE1", "returned", "returned to the sender"],
]);

const shipmentSchema = z.object({
  idShip: z.string(),
  estimDate: z.string().nullish(),
  event: z.array(z.object({ code: z.string(), label: z.string().nullish(), date: z.string() })),
});
const answerSchema = z.union([z.object({ shipment: shipmentSchema }), z.object({ returnCode: z.literal([400, 404]) })]);

/** La Poste Suivi v2, one shipment or a list. Events have no place. */
export const laPoste: TrackingReader = {
  codes,
  read(answer, { trackingNumber, zone }) {
    return z
      .array(answerSchema)
      .parse(Array.isArray(answer) ? answer : [answer])
      .map((one): ToldTracking => {
        if (!("shipment" in one)) return { found: false, trackingNumber };
        const { idShip, estimDate, event } = one.shipment;
        return {
          found: true,
          trackingNumber: idShip,
          expectedAt: estimDate ? readTime(estimDate, zone).instant : null,
          scans: event.map(({ code, date, label }) =>
            toldScan(codes, zone, { code, at: date, place: [], text: label }),
          ),
        };
      });
  },
};
