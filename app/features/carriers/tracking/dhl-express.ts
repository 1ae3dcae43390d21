import { codeTable } from "./code-table.ts";
import { readTime, toldScan, type ToldTracking, type TrackingReader } from "./told-scan.ts";
import { elements, everyElement, readXml, textOf } from "./xml.ts";

/** DHL Express checkpoints, as its XML services guide lists them. */
const codes = codeTable("dhl-express", [
  ["SD", "labelled", "shipment data received"],
  ["PU", "handed_over", "picked up"],
  ["PL", "in_transit", "processed at a facility"],
  ["PO", "in_transit", "departing the origin"],
  ["RW", "in_transit", "weighed"],
  ["DF", "in_transit", "departed a facility"],
  ["AF", "in_transit", "arrived at a facility"],
  ["AR", "in_transit", "arrived at the delivery facility: not yet with the courier"],
  ["TR", "in_transit", "record of transit"],
  ["BR", "in_transit", "broker notified"],
  ["IC", "in_transit", "clearance in progress"],
  ["CR", "in_transit", "cleared by customs"],
  ["RR", "in_transit", "customs status updated"],
  ["AD", "in_transit", "delivery scheduled as agreed"],
  ["TP", "in_transit", "forwarded to a partner"],
  ["CD", "delayed", "clearance delay"],
  ["UD", "delayed", "clearance delay outside DHL's hands"],
  ["OH", "delayed", "on hold"],
  ["TD", "delayed", "transport delay"],
  ["MC", "delayed", "missed the delivery cycle"],
  ["MS", "delayed", "missent"],
  ["WC", "out_for_delivery", "with the delivery courier"],
  ["NH", "attempted", "not home"],
  ["CA", "attempted", "closed on arrival"],
  ["CC", "ready_for_pickup", "awaiting collection by the recipient"],
  ["BA", "exception", "bad address"],
  ["CM", "exception", "customer moved"],
  ["RD", "exception", "refused"],
  ["DM", "exception", "damaged"],
  ["OK", "delivered", "delivered"],
  ["RT", "returned", "returned to the shipper"],
]);

/** DHL Express XML tracking. Checkpoints carry the time of the place and no offset. */
export const dhlExpress: TrackingReader = {
  codes,
  read(answer, { zone }) {
    const bills = elements(readXml(String(answer)), "AWBInfo");
    if (bills.length === 0) throw new Error("an answer of DHL Express without an AWBInfo");
    return bills.map((bill): ToldTracking => {
      const trackingNumber = textOf(bill, "AWBNumber") ?? "";
      if (textOf(bill, "Status", "ActionStatus")?.toLowerCase() !== "success") return { found: false, trackingNumber };
      const expected = textOf(bill, "ShipmentInfo", "EstDlvyDateUTC");
      return {
        found: true,
        trackingNumber,
        expectedAt: expected === undefined ? null : readTime(`${expected}Z`, zone).instant,
        scans: everyElement(bill, "ShipmentEvent").map((event) =>
          toldScan(codes, zone, {
            code: textOf(event, "ServiceEvent", "EventCode") ?? "",
            at: `${textOf(event, "Date") ?? ""}T${textOf(event, "Time") ?? ""}`,
            place: [textOf(event, "ServiceArea", "Description")],
            text: textOf(event, "ServiceEvent", "Description"),
          }),
        ),
      };
    });
  },
};
