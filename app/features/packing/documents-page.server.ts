import { readId, type FulfillmentOrderId, type OrderId, type ParcelId, type PickBatchId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import { suggestBoxFor } from "./boxes.server.ts";
import type { BoxSuggestion } from "./domain/suggest-box.ts";
import { readPaperOrders } from "./paper-orders.server.ts";
import { readPrinted, type Printed } from "./printed.server.ts";
import { paperSettings } from "./settings.server.ts";

/** One order of the page: what it needs on paper, and what there is. */
export interface DocumentRow {
  readonly orderId: OrderId;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  /** Null: it has none yet. */
  readonly parcelId: ParcelId | null;
  readonly orderName: string;
  readonly location: string;
  readonly units: number;
  readonly isVoid: boolean;
  readonly hasLabel: boolean;
  readonly box: BoxSuggestion;
  readonly printed: readonly Printed[];
}

/** The papers of a batch, of an order, or of chosen parts of orders, as the address says; otherwise the newest that may be packed. */
export async function documentsPage(tx: ShopTx, parameters: URLSearchParams) {
  const batchId = readId<PickBatchId>(parameters.get("batch")) ?? null;
  const orderId = readId<OrderId>(parameters.get("order")) ?? null;
  const chosen = (parameters.get("parts") ?? "").split(",").flatMap((id) => readId<FulfillmentOrderId>(id) ?? []);
  const isNamed = batchId !== null || orderId !== null || chosen.length > 0;
  const fulfillmentOrderIds = isNamed ? chosen : await newestOpen(tx);
  const orders = await readPaperOrders(tx, { batchId, orderId, fulfillmentOrderIds });
  const printed = await readPrinted(
    tx,
    orders.map(({ fulfillmentOrderId }) => fulfillmentOrderId),
  );
  const rows: DocumentRow[] = [];
  for (const order of orders)
    rows.push({
      orderId: order.orderId,
      fulfillmentOrderId: order.fulfillmentOrderId,
      parcelId: order.parcel?.parcelId ?? null,
      orderName: order.orderName,
      location: order.location,
      units: order.lines.reduce((sum, { quantity }) => sum + quantity, 0),
      isVoid: order.isVoid,
      hasLabel: order.parcel?.labelFileId != null,
      box: await suggestBoxFor(tx, order.fulfillmentOrderId),
      printed: printed.filter(({ fulfillmentOrderId }) => fulfillmentOrderId === order.fulfillmentOrderId),
    });
  return {
    batchId,
    orderId,
    isNamed,
    rows,
    paper: (await paperSettings(tx)).paper,
    locations: (await readLocations(tx)).map(({ id, name }) => ({ id, name })),
  };
}

const MOST_SHOWN = 50;

/** What is being packed or waits for it, the newest first. */
async function newestOpen(tx: ShopTx): Promise<FulfillmentOrderId[]> {
  const rows = await tx.rows<{ id: FulfillmentOrderId }>(
    `select fulfillment_order_id as id from fulfillment_order f
      where f.shop_id = $1 and f.status in ('OPEN', 'IN_PROGRESS') and f.delivery_method = 'SHIPPING'
      order by f.fulfillment_order_id desc limit $2`,
    [tx.shopId, MOST_SHOWN],
  );
  return rows.map(({ id }) => id);
}
