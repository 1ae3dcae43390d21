/** What a shop of the dev shop knows by itself: one of the two books the auditor compares. The other is the app's database. */
import type { DevShop } from "../../devshop/server.ts";
import type { ShopEvent } from "../../devshop/state/events.ts";
import type { Shop } from "../../devshop/state/shop.ts";

/** A change in the shop of the kind our effects make. `key` says which one: the same key is the same change made again. */
export interface Sighting {
  readonly kind: string;
  readonly key: string;
  /** Kind and key of what it takes back, if it takes something back. */
  readonly takesBack?: string;
  readonly by: "app" | "people";
}

export interface ShopBook {
  readonly shop: Shop;
  /** Webhooks the app answered 2xx: id → topic. */
  readonly acknowledged: Map<string, string>;
  readonly seen: Sighting[];
}

export interface Books {
  of(shop: Shop): ShopBook;
  /** What happens while `act` runs was done by people; everything else that changes a shop was the app. */
  asPeople(act: () => void): void;
  /** Tells each change the app has just made, before the app has its answer. */
  onEffect(listener: () => void): void;
}

/** Begins to keep the books of every shop. To be called before anything happens in them. */
export function keepBooks(devshop: DevShop): Books {
  const books = new Map<Shop, ShopBook>();
  const listeners: (() => void)[] = [];
  let by: Sighting["by"] = "app";
  const of = (shop: Shop): ShopBook => {
    const book = books.get(shop) ?? { shop, acknowledged: new Map(), seen: [] };
    books.set(shop, book);
    return book;
  };
  devshop.webhooks.onAcknowledged(({ shop, webhookId, topic }) => void of(shop).acknowledged.set(webhookId, topic));
  devshop.world.onEvent((shop, event) => {
    const change = changeOf(event);
    if (change === undefined) return;
    of(shop).seen.push({ ...change, by });
    if (by === "app") for (const listener of listeners) listener();
  });
  return {
    of,
    asPeople(act) {
      by = "people";
      try {
        act();
      } finally {
        by = "app";
      }
    },
    onEffect: (listener) => void listeners.push(listener),
  };
}

/** Which change an event tells of, if it is one that an effect of ours makes. */
function changeOf(event: ShopEvent): Omit<Sighting, "by"> | undefined {
  switch (event.topic) {
    case "fulfillment_orders/moved": {
      // Not from where: somebody may take it elsewhere between our last look and our request, and Shopify compares nothing.
      const kind = "fulfillmentOrder.move";
      const to = (location: string) => `order ${event.original.orderId} to ${location}`;
      return { kind, key: to(event.destinationLocationId), takesBack: `${kind} ${to(event.sourceLocationId)}` };
    }
    case "fulfillment_holds/added":
      return { kind: "fulfillmentOrder.hold", key: `${event.fulfillmentOrder.id} ${event.hold.handle ?? ""}` };
    case "fulfillment_holds/released": {
      const key = `${event.fulfillmentOrder.id} ${event.hold.handle ?? ""}`;
      return { kind: "fulfillmentOrder.release", key, takesBack: `fulfillmentOrder.hold ${key}` };
    }
    case "fulfillments/create":
      return { kind: "fulfillment.create", key: event.fulfillment.id };
    case "fulfillment_events/create": {
      const { status, happenedAt } = event.event;
      return { kind: "fulfillment.event", key: `${event.fulfillment.id} ${status} ${happenedAt.toISOString()}` };
    }
    default:
      return undefined;
  }
}
