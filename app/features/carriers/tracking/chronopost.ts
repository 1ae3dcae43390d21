import { codeTable } from "./code-table.ts";
import { toldScan, type TrackingReader } from "./told-scan.ts";
import { everyElement, readXml, textOf } from "./xml.ts";

/** Event codes of Chronopost's tracking service that are known for sure: its full list is given to customers only. */
const codes = codeTable("chronopost", [
  ["DC", "labelled", "in preparation at the sender's"],
  ["DB", "handed_over", "handed over by the shipper"],
  ["DY", "handed_over", "taken in at the post office"],
  ["SC", "in_transit", "sorted at the departure"],
  ["TS", "in_transit", "on its way"],
  ["SD", "in_transit", "sorted at the delivery location: not yet on the van"],
  ["TA", "out_for_delivery", "on the round"],
  ["D", "delivered", "delivered"],
]);

/** Chronopost TrackingServiceWS, trackSkybillV2. Code 0 is an answer; no events, a number it does not know. */
export const chronopost: TrackingReader = {
  codes,
  read(answer, { trackingNumber, zone }) {
    const [result] = everyElement(readXml(String(answer)), "return");
    const error = result && textOf(result, "errorCode");
    if (result === undefined || error !== "0") throw new Error(`Chronopost could not answer: ${error ?? "no result"}`);
    const events = everyElement(result, "events");
    if (events.length === 0) return [{ found: false, trackingNumber }];
    const scans = events.map((event) =>
      toldScan(codes, zone, {
        code: textOf(event, "code") ?? "",
        at: textOf(event, "eventDate") ?? "",
        place: [textOf(event, "officeLabel")],
        text: textOf(event, "eventLabel"),
      }),
    );
    const [number] = everyElement(result, "skybillNumber");
    return [{ found: true, trackingNumber: number?.text || trackingNumber, expectedAt: null, scans }];
  },
};
