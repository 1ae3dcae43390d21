import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { GraphQLClient } from "graphql-request";
import { Kind, OperationTypeNode, print, type DocumentNode } from "graphql";
import { setTimeout as sleep } from "node:timers/promises";
import { Retryable, Terminal } from "../../core/faults.ts";
import type { ShopId } from "../../core/ids.ts";
import { config } from "../../config.server.ts";
import { realMs, steadyMs } from "../clock.server.ts";
import { assertNoTransaction } from "../db/in-shop.server.ts";
import { log } from "../log.server.ts";
import { apiCalls, apiPoints, gauge } from "../metrics.server.ts";
import { sharedOnce } from "../shared-once.server.ts";
import { count, note } from "../trace.server.ts";
import {
  learn,
  newBucket,
  refill,
  spend,
  waitFor,
  type Bucket,
  type ShareNumber,
  type ThrottleStatus,
} from "./bucket.ts";
import { faultOfErrors, faultOfThrown, type AdminError } from "./faults.server.ts";

const API_VERSION = "2026-10";
/** Shopify ends a request after 60 s at the latest; a slower answer is a lost one. */
const TIMEOUT_MS = 30_000;
/** Longer waits give the lane back instead of sleeping in it: the lease lasts 30 s. */
const LONGEST_WAIT_MS = 10_000;

export interface AdminClient {
  readonly shopId: ShopId;
  /**
   * Sends one operation. Waits for the shop's budget first (up to 10 s), repeats on THROTTLED. Throws Retryable, Terminal or Bug;
   * `userErrors` are part of the data and the caller's to read. Never inside a transaction. `ids`: how many were asked for in a query that
   * `fits` measures; one with other page sizes must not name them, for it would teach a wrong cost.
   */
  request<Data, Variables extends object>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    options: { readonly share: ShareNumber; readonly ids?: number },
  ): Promise<Data>;
  /**
   * How many ids of this query fit: half of what the bucket holds and at most 800 points, by the operation's last measured cost
   * (`perId` until it was measured), at least 1 and at most 250.
   */
  fits(document: DocumentNode, perId: number): number;
  /** How many seconds of the shop's whole budget it takes to read so many ids, by what an id of this query last really cost. */
  secondsFor(document: DocumentNode, perId: number, ids: number): number;
  /** Shopify's own time of its last answer, in whole seconds: what `updated_at` is compared with. Undefined before the first. */
  answeredAt(): Date | undefined;
}

interface Cost {
  readonly requestedQueryCost: number;
  readonly actualQueryCost: number | null;
  readonly throttleStatus: ThrottleStatus;
}

interface ShopState {
  bucket: Bucket;
  answeredAt?: Date;
  /** Requested points per id of each operation, as last answered. */
  readonly perId: Map<string, number>;
  /** Points an id of each operation really took; what was requested and not used is given back. */
  readonly spentPerId: Map<string, number>;
  /** Requested points of each operation, as last answered. */
  readonly requested: Map<string, number>;
}

const states = sharedOnce("admin-api", () => new Map<ShopId, ShopState>());

/** How full buckets are is told in classes: a label for each shop would be ten thousand time series. The shop's own points are in the line of each run. */
gauge({
  name: "entrega_api_buckets",
  help: "Shops whose Admin API budget this process has used in its life, by how much of it is left",
  labelNames: ["left"] as const,
  collect() {
    this.reset();
    for (const left of ["none", "tenth", "half", "most"]) this.set({ left }, 0);
    for (const { bucket } of states.values()) {
      const { available, maximum } = refill(bucket, steadyMs());
      const part = available / maximum;
      this.inc({ left: part <= 0 ? "none" : part < 0.1 ? "tenth" : part < 0.5 ? "half" : "most" });
    }
  },
});

/** A client for one shop. `token(stale)` gives a valid access token; `stale` names one that Shopify just refused. */
export function createAdminClient(shop: {
  readonly shopId: ShopId;
  readonly domain: string;
  readonly token: (stale?: string) => Promise<string>;
  /** Called right before a mutation is sent; what it throws stops it. */
  readonly mayWrite?: () => void;
}): AdminClient {
  const endpoint = `${config.devshopUrl ?? `https://${shop.domain}`}/admin/api/${API_VERSION}/graphql.json`;
  const state = stateOf(shop.shopId);

  async function once<Data, Variables extends object>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    share: ShareNumber,
    ids: number,
    accessToken: string,
  ): Promise<Data> {
    const { name, isMutation, text } = describe(document);
    const estimate = state.requested.get(name) ?? (isMutation ? 12 : 50);
    await waitForBudget(state, share, estimate);
    state.bucket = spend(state.bucket, share, estimate, steadyMs());
    const client = new GraphQLClient(endpoint, {
      errorPolicy: "all",
      // Otherwise the library parses the whole text for it, at each request; our documents have one operation each.
      excludeOperationName: true,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        "X-Shopify-Access-Token": accessToken,
        ...(config.devshopUrl ? { "x-devshop-host": shop.domain } : {}),
      },
    });
    if (isMutation) shop.mayWrite?.();
    count("apiCalls");
    const answer = await client.rawRequest<Data>(text, variables).catch((error: unknown) => {
      apiCalls.inc({ result: "failed" });
      throw faultOfThrown(error, isMutation);
    });
    const answeredAt = new Date(answer.headers.get("date") ?? Number.NaN);
    if (!Number.isNaN(answeredAt.getTime())) state.answeredAt = answeredAt;
    const { cost } = (answer.extensions ?? {}) as { cost?: Cost };
    if (cost) {
      const spent = cost.actualQueryCost ?? cost.requestedQueryCost;
      const refund = estimate - spent;
      count("apiPoints", spent);
      apiPoints.inc({ share: String(share) }, spent);
      state.bucket = learn(state.bucket, share, refund, cost.throttleStatus, steadyMs());
      state.requested.set(name, cost.requestedQueryCost);
      if (ids > 0) {
        state.perId.set(name, cost.requestedQueryCost / ids);
        state.spentPerId.set(name, spent / ids);
      }
    }
    const errors = (answer.errors ?? []) as readonly AdminError[];
    apiCalls.inc({ result: resultOf(errors) });
    if (errors.length > 0) {
      const tooDear = errors.find((error) => error.extensions?.code === "MAX_COST_EXCEEDED")?.extensions?.cost;
      if (tooDear !== undefined && ids > 1) {
        state.perId.set(name, tooDear / ids);
        throw new Retryable(`${name} cost ${tooDear} points for ${ids} ids`);
      }
      const fault = faultOfErrors(errors, {
        isMutation,
        hasData: hasData(answer.data),
        cost: cost?.requestedQueryCost,
        status: cost?.throttleStatus,
      });
      if (fault) throw fault;
      log.warn({ event: "admin_api.fields_denied", operation: name, fields: errors.length });
    }
    return answer.data;
  }

  return {
    shopId: shop.shopId,
    async request(document, variables, { share, ids = 0 }) {
      assertNoTransaction("an Admin API call");
      let accessToken = await shop.token();
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(document, variables, share, ids, accessToken);
        } catch (error) {
          if (error instanceof Terminal && error.code === "unauthorized" && attempt === 1) {
            accessToken = await shop.token(accessToken);
          } else if (
            error instanceof Retryable &&
            error.afterMs !== undefined &&
            realMs(error.afterMs) <= LONGEST_WAIT_MS &&
            attempt < 6
          ) {
            await sleep(realMs(error.afterMs));
          } else {
            if (error instanceof Retryable || error instanceof Terminal) note("faults", error.message);
            throw error;
          }
        }
      }
    },
    answeredAt: () => state.answeredAt,
    fits(document, perId) {
      const { name } = describe(document);
      const cost = Math.max(1, state.perId.get(name) ?? perId);
      const budget = Math.min(800, refill(state.bucket, steadyMs()).available / 2);
      return Math.max(1, Math.min(250, Math.floor(budget / cost)));
    },
    secondsFor(document, perId, ids) {
      return (ids * (state.spentPerId.get(describe(document).name) ?? perId)) / state.bucket.restorePerSecond;
    },
  };
}

function resultOf(errors: readonly AdminError[]): string {
  if (errors.length === 0) return "answered";
  return errors.some(({ extensions }) => extensions?.code === "THROTTLED") ? "throttled" : "refused";
}

function stateOf(shopId: ShopId): ShopState {
  const known = states.get(shopId);
  if (known) return known;
  const fresh = {
    bucket: newBucket(steadyMs()),
    perId: new Map<string, number>(),
    spentPerId: new Map<string, number>(),
    requested: new Map<string, number>(),
  };
  states.set(shopId, fresh);
  return fresh;
}

async function waitForBudget(state: ShopState, share: ShareNumber, cost: number): Promise<void> {
  const wait = realMs(waitFor(state.bucket, share, cost, steadyMs()));
  if (wait > LONGEST_WAIT_MS) throw new Retryable("the shop's API budget is spent", { afterMs: wait });
  if (wait > 0) await sleep(wait);
}

function hasData(data: unknown): boolean {
  return typeof data === "object" && data !== null && Object.values(data).some((value) => value !== null);
}

interface Described {
  readonly name: string;
  readonly isMutation: boolean;
  readonly text: string;
}
const described = new WeakMap<DocumentNode, Described>();

/** Name, kind and text of a document; printed once. */
function describe(document: DocumentNode): Described {
  const known = described.get(document);
  if (known) return known;
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const fresh = {
    name: operation?.name?.value ?? "",
    isMutation: operation?.operation === OperationTypeNode.MUTATION,
    text: print(document),
  };
  described.set(document, fresh);
  return fresh;
}
