import { codeTable } from "./code-table.ts";
import { readTime, toldScan, type TrackingReader } from "./told-scan.ts";
import { everyElement, readXml, textOf } from "./xml.ts";

/** Event identifiers of Canada Post's Get Tracking Details that we have seen with their wording. */
const codes = codeTable("canada-post", [
  ["2300", "labelled", "shipping data received"],
  ["0100", "in_transit", "processed"],
  ["4310", "in_transit", "arrived in the country of destination"],
  ["4450", "in_transit", "on its way in the country of destination"],
  ["4500", "in_transit", "on the way to the delivery office"],
  ["4600", "in_transit", "arrived at the delivery office"],
  ["0173", "delayed", "an error in the address is being corrected"],
  ["0174", "out_for_delivery", "out for delivery"],
  ["1496", "delivered", "delivered"],
  [
    "20",
    "unknown",
    "the image of a signature was filed: says nothing about where the parcel is, and comes at any time",
  ],
]);

/** The offsets of Canadian clocks, by the letters the answer writes. */
const OFFSETS: Readonly<Record<string, string>> = {
  NST: "-03:30",
  NDT: "-02:30",
  AST: "-04:00",
  ADT: "-03:00",
  EST: "-05:00",
  EDT: "-04:00",
  CST: "-06:00",
  CDT: "-05:00",
  MST: "-07:00",
  MDT: "-06:00",
  PST: "-08:00",
  PDT: "-07:00",
};

/** Canada Post Get Tracking Details. Signatories are named in it, and not read. */
export const canadaPost: TrackingReader = {
  codes,
  read(answer, { trackingNumber, zone }) {
    const root = readXml(String(answer));
    const [detail] = everyElement(root, "tracking-detail").concat(root.name === "tracking-detail" ? [root] : []);
    if (detail === undefined) {
      const codes = everyElement(root, "message").map((message) => textOf(message, "code"));
      // 004: no history for this number.
      if (codes.length > 0 && codes.every((code) => code === "004")) return [{ found: false, trackingNumber }];
      throw new Error(`Canada Post could not answer: ${codes.join(" ") || "no tracking-detail"}`);
    }
    const expected = textOf(detail, "changed-expected-date") ?? textOf(detail, "expected-delivery-date");
    return [
      {
        found: true,
        trackingNumber: textOf(detail, "pin") ?? trackingNumber,
        expectedAt: expected === undefined ? null : readTime(expected, zone).instant,
        scans: everyElement(detail, "occurrence").map((event) =>
          toldScan(codes, zone, {
            code: textOf(event, "event-identifier") ?? "",
            at: `${textOf(event, "event-date") ?? ""}T${textOf(event, "event-time") ?? ""}${OFFSETS[textOf(event, "event-time-zone") ?? ""] ?? ""}`,
            place: [textOf(event, "event-site"), textOf(event, "event-province")],
            text: textOf(event, "event-description"),
          }),
        ),
      },
    ];
  },
};
