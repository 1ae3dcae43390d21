import type { MessageId, OrderId } from "../../core/ids.ts";
import { config } from "../../config.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { open } from "../../platform/seal.server.ts";
import { carrierName } from "../carriers/public.server.ts";
import { openPersons } from "../orders/public.server.ts";
import type { Audience, MessageKind, MessageParams, Offer } from "./domain/kinds.ts";
import { render, says, type Rendered } from "./domain/render.ts";
import type { ShopperLocale } from "./domain/settings.ts";
import { nearestLocale, STANDARD } from "./domain/standard/standard.ts";
import type { Template } from "./domain/template.ts";
import { valuesOf, type OrderWords } from "./domain/values.ts";
import { staffPlace } from "./record-message.server.ts";
import { readSettings } from "./settings.server.ts";
import { currentTemplate } from "./templates.server.ts";
import { stopLink } from "./stop-link.server.ts";

/** What a message is made from, as it was recorded. */
export interface StoredMessage {
  readonly messageId: MessageId;
  readonly orderId: OrderId;
  readonly kind: MessageKind;
  readonly audience: Audience["kind"];
  readonly params: Partial<MessageParams[MessageKind]>;
  readonly sealedTo: Buffer | null;
}

/** A message as it would go out now. */
export interface Written {
  /** Null: there is no address any more, or never was. */
  readonly to: string | null;
  readonly locale: ShopperLocale;
  /** 0: the standard one. */
  readonly version: number;
  readonly rendered: Rendered;
  /** The last day of the window that it says; null: it says none. */
  readonly day: string | null;
  /** For shoppers: where they end them. */
  readonly unsubscribe: string | undefined;
}

/** Reads what the shopper of an order may choose now. Those who know are above us (app/jobs.server.ts): they tell us facts. */
export type OfferOf = (tx: ShopTx, orderId: OrderId, now: Date) => Promise<Offer>;

/** Kinds that offer something, or lead to where it is seen. */
const OFFERING: ReadonlySet<MessageKind> = new Set(["delayed", "choice_answer", "claim_answer"]);

/** Writes a message in its reader's language, from what is known of the order now. `sender`: the merchant's name. */
export async function writeMessage(
  tx: ShopTx,
  message: StoredMessage,
  { sender, offerOf, now }: { readonly sender: string; readonly offerOf: OfferOf; readonly now: Date },
  /** In place of the stored one: a preview. */
  tried?: { readonly locale: ShopperLocale; readonly template: Template },
): Promise<Written> {
  const { messageId, orderId, kind, audience, params, sealedTo } = message;
  const person = (await openPersons(tx, [orderId])).get(orderId);
  const { fallbackLocale } = await readSettings(tx);
  const locale = tried?.locale ?? nearestLocale(person?.locale) ?? fallbackLocale;
  const { template, version } = tried ? { ...tried, version: 0 } : await currentTemplate(tx, kind, locale);
  const offer = OFFERING.has(kind) ? await offerOf(tx, orderId, now) : null;
  const words = await orderWords(tx, orderId, params, { shop: sender, name: person?.name ?? null, offer });
  const values = valuesOf(kind, params, words, locale);
  const unsubscribe = audience === "shopper" ? stopLink(tx.shopId, messageId) : undefined;
  return {
    to:
      audience === "shopper" ? (person?.email ?? null) : sealedTo && open(sealedTo, staffPlace(tx, orderId)).toString(),
    locale,
    version,
    rendered: render(template, values, { locale, footer: footer(locale, words, unsubscribe) }),
    day: "to" in params && says(template, "date", values) ? (params.to ?? params.from ?? null) : null,
    unsubscribe,
  };
}

/** Below each message: why it came, and for shoppers how it ends. */
export function footer(locale: ShopperLocale, { shop, order }: Pick<OrderWords, "shop" | "order">, stop?: string) {
  const { why, stop: text } = STANDARD[locale];
  return [
    // A function, so that a "$&" in a shop's name is nothing but that.
    { text: why.replace("{{order}}", () => order).replace("{{shop}}", () => shop) },
    ...(stop === undefined ? [] : [{ text, link: stop }]),
  ];
}

/** Stable over retries and versions of the text: the same message is the same mail. */
export const mailIdOf = (tx: ShopTx, messageId: MessageId): string =>
  `message.${tx.shopId}.${messageId}@${new URL(config.appUrl).hostname}`;

async function orderWords(
  tx: ShopTx,
  orderId: OrderId,
  params: StoredMessage["params"],
  told: Pick<OrderWords, "shop" | "name" | "offer">,
): Promise<OrderWords> {
  const [row] = await tx.rows<{ name: string; items: OrderWords["items"] }>(
    `select o.name, coalesce((select jsonb_agg(jsonb_build_object('quantity', l.current_quantity, 'title', l.title) order by l.line_id)
               from order_line l where l.shop_id = o.shop_id and l.order_id = o.order_id and l.current_quantity > 0), '[]') as items
       from shop_order o where o.shop_id = $1 and o.order_id = $2`,
    [tx.shopId, orderId],
  );
  return {
    ...told,
    order: row?.name ?? "",
    items: row?.items ?? [],
    parcel: await parcelWords(tx, orderId, params),
    place: "locationId" in params ? await placeName(tx, params.locationId) : null,
  };
}

async function parcelWords(
  tx: ShopTx,
  orderId: OrderId,
  params: StoredMessage["params"],
): Promise<OrderWords["parcel"]> {
  if ("parcelId" in params && params.parcelId != null) {
    const [row] = await tx.rows<{ carrier: string; number: string | null; link: string | null }>(
      `select carrier, tracking_number as number, tracking_url as link from parcel
        where shop_id = $1 and order_id = $2 and parcel_id = $3`,
      [tx.shopId, orderId, params.parcelId],
    );
    return row ? { ...row, carrier: carrierName(row.carrier) } : null;
  }
  if (!("fulfillmentId" in params) || params.fulfillmentId == null) return null;
  const [row] = await tx.rows<{ carrier: string | null; number: string | null; link: string | null }>(
    `select tracking -> 0 ->> 'company' as carrier, tracking -> 0 ->> 'number' as number, tracking -> 0 ->> 'url' as link
       from fulfillment where shop_id = $1 and order_id = $2 and fulfillment_id = $3`,
    [tx.shopId, orderId, params.fulfillmentId],
  );
  return row ? { ...row, carrier: row.carrier ?? "" } : null;
}

async function placeName(tx: ShopTx, locationId: string | undefined): Promise<string | null> {
  if (locationId === undefined) return null;
  const [row] = await tx.rows<{ name: string }>("select name from location where shop_id = $1 and location_id = $2", [
    tx.shopId,
    locationId,
  ]);
  return row?.name ?? null;
}
