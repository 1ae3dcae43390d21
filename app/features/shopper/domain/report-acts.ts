/** What staff may do with a report. `claim`: the carrier is asked to pay; it stays open. */
export const REPORT_ACTS = ["claim", "reship", "refund", "decline", "found"] as const;
export type ReportAct = (typeof REPORT_ACTS)[number];
