import { REPORT_KINDS, type ReportKind, type ReportState, type ShopperView } from "./shopper-view.ts";

/** A parcel as it can be reported. */
export interface ReportableParcel {
  /** Shopify's fulfillment id. */
  readonly fulfillmentId: string;
  /** Carrier and number, as far as they are known. */
  readonly name: string;
  readonly delivered: boolean;
  /** The last scan, or when it was sent. */
  readonly lastNewsAt: Date;
}

interface Facts {
  readonly parcels: readonly ReportableParcel[];
  readonly reports: readonly {
    readonly kind: ReportKind;
    readonly state: ReportState;
    readonly fulfillmentId: string | null;
  }[];
}

/** A parcel on its way is missing when nobody has seen it for so long; before, asking again is all that staff could do. */
const MISSING_AFTER_MS = 5 * 86_400_000;

/** Reports that are not settled. */
export const OPEN_REPORTS: readonly ReportState[] = ["open", "claimed", "doing"];

/**
 * What may be reported of which parcels: that it did not come, once the carrier says it did or has said nothing for five days; that something is wrong
 * with it, once it is there. A parcel has one open report; one that was declined can be reported again.
 */
export function reportableOf({ parcels, reports }: Facts, now: Date): ShopperView["reportable"] {
  const free = parcels.filter(
    ({ fulfillmentId }) =>
      !reports.some((report) => report.fulfillmentId === fulfillmentId && OPEN_REPORTS.includes(report.state)),
  );
  return REPORT_KINDS.flatMap((kind) => {
    const parcelsOf = free
      .filter(({ delivered, lastNewsAt }) =>
        kind === "not_received" ? delivered || now.getTime() - lastNewsAt.getTime() >= MISSING_AFTER_MS : delivered,
      )
      .map(({ fulfillmentId, name }) => ({ fulfillmentId, name }));
    return parcelsOf.length === 0 ? [] : [{ kind, parcels: parcelsOf }];
  });
}
