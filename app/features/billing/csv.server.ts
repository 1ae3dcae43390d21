import type { TFunction } from "i18next";
import type { OrderId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { batchOf, CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import type { Month } from "./domain/month.ts";

interface Line {
  readonly order_id: OrderId;
  readonly name: string | null;
  readonly placed_at: Date | null;
  readonly counted_at: Date;
  readonly state: "included" | "waiting" | "asked" | "sent" | "refused";
  readonly [column: string]: unknown;
}

/** The orders that were counted in a month: what is charged can be checked one by one. Begins with a byte order mark, for Excel. */
export function countedCsv(shopId: ShopId, month: Month, t: TFunction<"billing">): ReadableStream<Uint8Array> {
  const heading = (["order", "placed", "counted", "cost"] as const).map((column) => t(`file.${column}`));
  return csvStream<OrderId>(heading, async (after) => {
    const rows = await inShop(shopId, (tx) =>
      tx.rows<Line>(
        `select c.order_id, o.name, o.placed_at, c.counted_at, c.state
           from counted_order c left join shop_order o on o.shop_id = c.shop_id and o.order_id = c.order_id
          where c.shop_id = $1 and c.month = $2 and c.order_id > $3 order by c.order_id limit ${CSV_BATCH}`,
        [shopId, month, after ?? "0"],
      ),
    );
    return batchOf(
      rows,
      ({ order_id, name, placed_at, counted_at, state }) => [
        name ?? order_id,
        placed_at?.toISOString() ?? "",
        counted_at.toISOString(),
        t(`state.${state}`),
      ],
      ({ order_id }) => order_id,
    );
  });
}
