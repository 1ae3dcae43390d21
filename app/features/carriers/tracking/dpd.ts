import { codeTable } from "./code-table.ts";
import { toldScan, type TrackingReader } from "./told-scan.ts";
import { everyElement, readXml, textOf } from "./xml.ts";

/** Statuses of DPD's parcel life cycle service. */
const codes = codeTable("dpd", [
  ["SHIPMENT", "labelled", "data received"],
  ["ACCEPTED", "handed_over", "accepted"],
  ["PickedUp", "handed_over", "DPD has the parcel"],
  ["AT_SENDING_DEPOT", "in_transit", "at the sending depot"],
  ["ON_THE_ROAD", "in_transit", "between depots"],
  ["BetweenDepots", "in_transit", "between depots"],
  ["AT_DELIVERY_DEPOT", "in_transit", "at the delivery depot: not yet on the van"],
  ["Depot", "in_transit", "at the delivery depot; DPD's own label says out for delivery, its description does not"],
  ["Courier", "out_for_delivery", "on the van"],
  ["DeliveryFailure", "attempted", "could not be delivered"],
  ["ReturningFromDelivery", "attempted", "back at the depot after an attempt"],
  ["ParcelShop", "ready_for_pickup", "brought to a parcel shop"],
  ["Delivered", "delivered", "delivered"],
]);

const TIME = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d\d):(\d\d) ([AP])M$/;

/** "8/17/2026 7:11:26 PM" → "2026-08-17T19:11:26". Anything else as it came, for `readTime` to judge. */
function dated(text: string): string {
  const [, month = "", day = "", year = "", hour, minute, second, half] = TIME.exec(text) ?? [];
  if (half === undefined) return text;
  const ofDay = (Number(hour) % 12) + (half === "P" ? 12 : 0);
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}T${String(ofDay).padStart(2, "0")}:${minute}:${second}`;
}

/** DPD ParcelLifeCycleService. Statuses that were not reached yet are listed as well; times carry no offset. */
export const dpd: TrackingReader = {
  codes,
  read(answer, { trackingNumber, zone }) {
    const [result] = everyElement(readXml(String(answer)), "trackingresult");
    if (result === undefined) throw new Error("an answer of DPD without a trackingresult");
    const reached = everyElement(result, "statusInfo").filter(
      (status) => textOf(status, "statusHasBeenReached") === "true" && textOf(status, "date", "content"),
    );
    if (reached.length === 0) return [{ found: false, trackingNumber }];
    const scans = reached.map((status) =>
      toldScan(codes, zone, {
        code: textOf(status, "status") ?? "",
        at: dated(textOf(status, "date", "content") ?? ""),
        place: [textOf(status, "location", "content")],
        text: textOf(status, "description", "content", "content"),
      }),
    );
    return [{ found: true, trackingNumber, expectedAt: null, scans }];
  },
};
