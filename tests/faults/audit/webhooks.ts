import type { ShopBook } from "./book.ts";
import type { Database, Finding } from "./finding.ts";

/** Topics that say what no later read can: each must have become an entry of the order's ledger that names the webhook. */
const FACTS = new Set([
  "fulfillment_holds/added",
  "fulfillment_holds/released",
  "fulfillment_orders/moved",
  "orders/edited",
  "orders/risk_assessment_changed",
]);

/**
 * Accounted for is a webhook with a 200 when (1) its delivery is recorded, (2) if its topic is a fact, the ledger has it, and (3) what it
 * named was read again. The third shows in the mirror: in a shop that reconcile never looks over only webhooks tell what changed, so
 * there a lost mark is a difference.
 */
export async function auditWebhooks(database: Database, shopId: string, book: ShopBook): Promise<Finding[]> {
  const { domain } = book.shop;
  const deliveries = await database.query<{ id: string }>("select webhook_id as id from delivery where shop_id = $1", [
    shopId,
  ]);
  const events = await database.query<{ id: string }>(
    "select distinct ref as id from order_event where shop_id = $1 and ref = any($2)",
    [shopId, [...book.acknowledged.keys()]],
  );
  const recorded = new Set(deliveries.rows.map(({ id }) => id));
  const told = new Set(events.rows.map(({ id }) => id));
  return [...book.acknowledged].flatMap(([id, topic]): Finding[] => [
    ...(recorded.has(id) ? [] : [{ what: "lost webhook", detail: `${domain} ${topic} ${id}` } as const]),
    ...(!FACTS.has(topic) || told.has(id) ? [] : [{ what: "lost fact", detail: `${domain} ${topic} ${id}` } as const]),
  ]);
}
