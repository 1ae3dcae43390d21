import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { batchOf, CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { FaultKind } from "./domain/checks.ts";
import type { FaultFilter, FaultPlace } from "./domain/fault-filter.ts";
import { faultsFrom, type Fault } from "./faults.server.ts";

const COLUMNS = ["name", "variant", "sku", "vendor", "found", "id"] as const;

/** Everything of the list as CSV, in its order. `id`: of the location, or of the variant, as Shopify numbers it. */
export function faultsCsv(
  shopId: ShopId,
  kind: FaultKind,
  filter: FaultFilter,
  t: TFunction<"onboarding">,
): ReadableStream<Uint8Array> {
  return csvStream<FaultPlace>(
    COLUMNS.map((column) => t(`csv.${column}`)),
    async (place) =>
      batchOf(
        await inShop(shopId, (tx) => faultsFrom(tx, kind, filter, place, CSV_BATCH)),
        cells,
        ({ id, place: value }): FaultPlace => ({ side: "after", value, id }),
      ),
  );
}

const cells = ({ name, variant, sku, vendor, foundAt, variantId, id }: Fault): string[] => [
  ...[name, variant ?? "", sku ?? "", vendor, foundAt],
  variantId ?? id,
];
