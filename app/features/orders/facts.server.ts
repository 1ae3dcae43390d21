import type { LineItemId, OrderId, ProductId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { LineFacts, OrderFacts, PersonalFacts } from "../automation/domain/facts.ts";
import { openPersons } from "./person.server.ts";
import type { MirroredFacts } from "./rows.ts";

/** What rules may ask of an order as such, whatever is routed, and wherever it may ship from. */
export interface OrderFactsAlone {
  /** IANA zone of the shop; `UTC` until Shopify told. */
  readonly timeZone: string;
  readonly currency: string;
  readonly order: Omit<OrderFacts["order"], "promisedAt">;
  readonly customer: OrderFacts["customer"];
  readonly destination: Omit<OrderFacts["destination"], "postalCode">;
  readonly lines: readonly OrderLineFacts[];
}

interface OrderLineFacts extends Omit<LineFacts, "stock" | "stockAssigned"> {
  readonly lineItemId: LineItemId;
  /** The bundle it is a component of, and how many of that were bought. */
  readonly bundle: { readonly id: string; readonly quantity: number } | null;
}

interface Row {
  readonly order_id: OrderId;
  readonly timezone: string;
  readonly currency: string;
  readonly total_minor: number;
  readonly channel: string;
  readonly financial_status: string;
  readonly risk: string;
  readonly placed_at: Date;
  readonly shipping_title: string | null;
  readonly shipping_code: string | null;
  readonly dest_country: string | null;
  /** `{}` when it was read before there were such facts, or its customer asked to be forgotten. */
  readonly facts: Partial<MirroredFacts>;
  readonly tags: readonly string[];
  readonly is_split: boolean;
  readonly lines: readonly LineRow[];
  readonly [column: string]: unknown;
}

interface LineRow {
  readonly lineItemId: string;
  readonly sku: string | null;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly requiresShipping: boolean;
  readonly isGiftCard: boolean | null;
  readonly sellingPlan: string | null;
  readonly bundle: string | null;
  readonly bundleQuantity: number | null;
  readonly grams: number | null;
  readonly known: boolean;
  readonly product: string | null;
  readonly productType: string | null;
  readonly vendor: string | null;
  readonly tags: readonly string[];
}

/** What is personal of orders, for a rule that asks: nobody sees it. Orders without any, or whose customer asked to be forgotten, are left out. */
export async function personalFactsOf(tx: ShopTx, orderIds: readonly OrderId[]): Promise<Map<OrderId, PersonalFacts>> {
  const persons = await openPersons(tx, orderIds);
  return new Map(
    orderIds.flatMap((id) => {
      const person = persons.get(id);
      if (person === undefined) return [];
      const { zip: postalCode, attributes = null, metafields } = person;
      return [
        [
          id,
          { postalCode, attributes, metafields: metafields?.order ?? null, lineMetafields: metafields?.lines ?? null },
        ],
      ];
    }),
  );
}

/** The facts of orders from the mirror, those just placed as well, which have no fulfillment orders yet; without what is personal (personalFactsOf). Orders that are not in the mirror are left out. */
export async function readOrderFacts(tx: ShopTx, orderIds: readonly OrderId[]): Promise<Map<OrderId, OrderFactsAlone>> {
  if (orderIds.length === 0) return new Map();
  const rows = await tx.rows<Row>(
    `select o.order_id, coalesce((select timezone from shop_profile where shop_id = $1), 'UTC') as timezone, o.currency, o.total_minor::float8 as total_minor, o.channel, o.financial_status, o.risk, o.placed_at, o.shipping_title,
            o.shipping_code, o.dest_country, o.facts,
            coalesce((select array_agg(t.tag order by t.tag) from order_tag t where t.shop_id = o.shop_id and t.order_id = o.order_id), '{}') as tags,
            (select count(*) > 1 from fulfillment_order f
              where f.shop_id = o.shop_id and f.order_id = o.order_id and f.status not in ('CLOSED', 'CANCELLED')) as is_split,
            coalesce((select jsonb_agg(jsonb_build_object('lineItemId', l.line_id::text, 'sku', l.sku, 'quantity', l.current_quantity,
                        'unitPrice', l.unit_price_minor, 'requiresShipping', l.requires_shipping, 'isGiftCard', l.is_gift_card, 'sellingPlan', l.selling_plan,
                        'bundle', l.bundle, 'bundleQuantity', l.bundle_quantity, 'grams', i.grams,
                        'known', i.item_id is not null, 'product', i.product_id::text, 'productType', i.product_type, 'vendor', i.vendor,
                        'tags', coalesce((select jsonb_agg(g.tag order by g.tag) from item_tag g where g.shop_id = i.shop_id and g.item_id = i.item_id), '[]'))
                        order by l.line_id)
               from order_line l
               left join lateral (
                 (select x.* from fulfillment_order f
                   join fulfillment_order_line p on p.shop_id = f.shop_id and p.fulfillment_order_id = f.fulfillment_order_id and p.order_line_id = l.line_id
                   join inventory_item x on x.shop_id = p.shop_id and x.item_id = p.item_id and x.deleted_at is null
                  where f.shop_id = l.shop_id and f.order_id = l.order_id limit 1)
                 union all
                 (select x.* from inventory_item x where x.shop_id = l.shop_id and x.variant_id = l.variant_id and x.deleted_at is null limit 1)
                 limit 1) i on true
              where l.shop_id = o.shop_id and l.order_id = o.order_id and l.current_quantity > 0), '[]') as lines
       from shop_order o where o.shop_id = $1 and o.order_id = any($2::bigint[])`,
    [tx.shopId, orderIds],
  );
  return new Map(rows.map((row) => [row.order_id, factsOf(row)]));
}

function factsOf(row: Row): OrderFactsAlone {
  const { facts } = row;
  return {
    timeZone: row.timezone,
    currency: row.currency,
    order: {
      total: row.total_minor,
      subtotal: facts.subtotalMinor ?? null,
      shippingPaid: facts.shippingMinor ?? null,
      discount: facts.discountMinor ?? null,
      tags: row.tags,
      channel: row.channel === "" ? null : row.channel,
      isB2B: facts.company ?? null,
      paymentStatus: row.financial_status === "UNKNOWN" ? null : row.financial_status,
      paymentGateways: facts.gateways ?? null,
      risk: row.risk,
      hasNote: facts.hasNote ?? null,
      placedAt: row.placed_at.getTime(),
      shippingTitle: row.shipping_title ?? "",
      shippingCode: row.shipping_code ?? "",
      isSplit: row.is_split,
      // Which attributes it has is mirrored, what they say is personal.
      attributes: facts.attributeNames?.length === 0 ? {} : null,
      metafields: null,
    },
    customer: { orders: facts.customerOrders ?? null, tags: facts.customerTags ?? null },
    destination: { country: row.dest_country, province: facts.province ?? null },
    lines: row.lines.map(
      ({ lineItemId, grams, known, product, productType, vendor, tags, bundle, bundleQuantity, ...line }) => ({
        ...line,
        bundle: bundle === null ? null : { id: bundle, quantity: bundleQuantity ?? 1 },
        lineItemId: lineItemId as LineItemId,
        weight: grams,
        product: known ? ((product ?? "") as ProductId | "") : null,
        productType: known ? productType : null,
        vendor: known ? vendor : null,
        tags: known ? tags : null,
        sellingPlan: line.sellingPlan ?? "",
        metafields: null,
      }),
    ),
  };
}
