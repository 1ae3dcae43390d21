/**
 * A tiny Shopify: the things of many seeds in one shop, and the answers of its Admin API to our own queries. Reads may lag behind, a seed at a time,
 * as those of a replica do. Time passes while it answers, and webhooks arrive meanwhile. What it does not know is an error.
 */
import { seededRandom } from "../../devshop/state/random.ts";
import {
  fulfillmentNode,
  fulfillmentOrderNode,
  itemNode,
  levelNode,
  locationNode,
  orderNode,
  orderWithFulfillmentOrders,
} from "./answers.ts";
import { START } from "./story.ts";
import { PLACES, seedOf, type LocationState, type Things } from "./things.ts";
import { Timeline } from "./timeline.ts";

/** A read of a seed is older than it should be so often, by up to so much (integrators report up to 30 s). */
const LAGGING = 0.1;
const LAG_MS = 30_000;

type Variables = Readonly<Record<string, unknown>>;
type Answer = (variables: Variables, at: number) => unknown;

export class StormShop {
  readonly things: ReadonlyMap<number, Things>;
  readonly locations: readonly Timeline<LocationState>[];
  readonly #lags: boolean;

  /** `lags`: some reads are older than they should be. */
  constructor(things: readonly Things[], lags: boolean) {
    this.#lags = lags;
    this.things = new Map(things.map((each) => [each.seed, each]));
    const places = PLACES.map((id) => {
      const place = new Timeline<LocationState>(id);
      place.set(START - 3_600_000, { name: `Place ${id}`, active: true });
      return place;
    });
    this.locations = [...places, ...things.flatMap(({ location }) => location ?? [])];
  }

  /** Throws for a query it does not know. `at`: Shopify's clock, while it answers. */
  answer(operation: string, variables: Variables, at: number): unknown {
    const answer = this.#answers[operation];
    if (!answer) throw new Error(`the simulated shop has no answer to ${operation}`);
    return answer(variables, at);
  }

  readonly #answers: Readonly<Record<string, Answer>> = {
    // Cancelled orders of storms have no refunds: what they do to stock is another storm (tests/faults/stock).
    RefundsOfOrders: (variables, at) =>
      this.#nodes(variables, (of, _id) => {
        const order = orderNode(of, this.#seenAt(of, at));
        return order && { __typename: "Order", id: order.id, refunds: [] };
      }),
    RefreshOrders: (variables, at) => this.#nodes(variables, (of, _id) => orderNode(of, this.#seenAt(of, at))),
    RefreshFulfillmentOrders: (variables, at) =>
      this.#nodes(variables, (of, id) => fulfillmentOrderNode(of, id, this.#seenAt(of, at))),
    RefreshFulfillments: (variables, at) =>
      this.#nodes(variables, (of, id) => fulfillmentNode(of, id, this.#seenAt(of, at))),
    RefreshKnownFulfillments: (variables, at) =>
      this.#nodes(variables, (of, id) => fulfillmentNode(of, id, this.#seenAt(of, at))),
    RefreshInventoryItems: (variables, at) => this.#nodes(variables, (of) => itemNode(of, this.#seenAt(of, at))),
    RefreshInventoryLevels: (variables, at) =>
      this.#nodes(variables, (of, id) =>
        itemNode(of, this.#seenAt(of, at)) === undefined
          ? undefined
          : {
              __typename: "InventoryItem",
              id: `gid://shopify/InventoryItem/${id}`,
              inventoryLevel: levelNode(of, digits(variables["location"]), this.#seenAt(of, at)),
            },
      ),
    RefreshLocations: (variables, at) => ({
      nodes: idsOf(variables).map((id) => {
        const location = this.locations.find((each) => each.id === id);
        return (location && locationNode(location, at)) ?? null;
      }),
    }),
    OrderFulfillmentOrders: (variables, at) => {
      const of = this.#of(digits(variables["id"]));
      return { order: of ? orderWithFulfillmentOrders(of, this.#seenAt(of, at)) : null };
    },
    ChangedOrders: (variables, at) => ({ orders: this.#changed(variables, (of) => [orderNode(of, at)]) }),
    ChangedFulfillmentOrders: (variables, at) => ({
      fulfillmentOrders: this.#changed(variables, (of) =>
        of.fulfillmentOrders.map(({ id }) => fulfillmentOrderNode(of, id, at)),
      ),
    }),
    ChangedItems: (variables, at) => ({ inventoryItems: this.#changed(variables, (of) => [itemNode(of, at)]) }),
    ChangedLevels: (variables, at) => ({
      location: {
        inventoryLevels: this.#changed(variables, (of) => {
          const level = levelNode(of, digits(variables["location"]), at);
          return [level ?? undefined];
        }),
      },
    }),
    ChangedFulfillments: (variables, at) => this.#nodes(variables, (of, id) => fulfillmentNode(of, id, at)),
    AllLocations: (_variables, at) => ({
      locations: page(this.locations.flatMap((each) => locationNode(each, at) ?? [])),
    }),
    CheckMove: (variables) => ({
      fulfillmentOrder: {
        id: variables["id"],
        status: "OPEN",
        updatedAt: new Date(START).toISOString(),
        locationsForMove: { nodes: [] },
      },
    }),
  };

  /** As of when a read at this time shows a seed. The lag is of whole seconds, for `updated_at` has no more. */
  #seenAt({ seed }: Things, at: number): number {
    const random = seededRandom(seed * 31 + Math.floor(at));
    random();
    if (!this.#lags || random() >= LAGGING) return at;
    return Math.floor((at - random() * LAG_MS) / 1_000) * 1_000 - 1;
  }

  #of(id: string): Things | undefined {
    return this.things.get(seedOf(id));
  }

  #nodes(variables: Variables, show: (of: Things, id: string) => unknown) {
    return {
      nodes: idsOf(variables).map((id) => {
        const of = this.#of(id);
        return (of && show(of, id)) ?? null;
      }),
    };
  }

  /** What changed since the moment in the query, oldest first, all on one page. */
  #changed<Node extends { readonly updatedAt: string }>(
    variables: Variables,
    show: (of: Things) => readonly (Node | undefined)[],
  ) {
    const since = Date.parse(/^updated_at:>='(.+)'$/.exec(String(variables["query"]))?.[1] ?? "");
    if (Number.isNaN(since)) throw new Error(`not a query of ours: ${String(variables["query"])}`);
    const nodes = [...this.things.values()].flatMap((of) => show(of).flatMap((node) => node ?? []));
    return page(
      nodes
        .filter(({ updatedAt }) => Date.parse(updatedAt) >= since)
        .sort((a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt)),
    );
  }
}

const page = (nodes: readonly unknown[]) => ({ pageInfo: { hasNextPage: false, endCursor: null }, nodes });
const digits = (gid: unknown): string => String(gid).replace(/^.*\//, "");
const idsOf = ({ ids }: Variables): string[] => (ids as readonly string[]).map(digits);
