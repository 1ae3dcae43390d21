/** `POST /admin/api/2026-10/graphql.json`: tokens, limits, throttling and answers as the real edge gives them. */
import { randomUUID } from "node:crypto";
import {
  getVariableValues,
  GraphQLError,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from "graphql";
import { z } from "zod";
import { readBody, sendJson, type Route } from "../faces/http.ts";
import type { TokenStore } from "../oauth/tokens.ts";
import type { Shop } from "../state/shop.ts";
import type { World } from "../state/world.ts";
import { Bucket } from "./bucket.ts";
import { LARGEST_PAGE } from "./connections.ts";
import type { BulkStarter, Context } from "./context.ts";
import { MOST_EXPENSIVE_QUERY, requestedCost } from "./cost.ts";
import { executeOperation } from "./execute.ts";
import { IdempotencyStore } from "./idempotency.ts";
import { interferences, type Interferences } from "./interference.ts";
import { adminSchema, API_VERSION, type AdminSchema } from "./schema.ts";

const PATH = /^\/admin\/api\/([^/]+)\/graphql\.json$/;
const DOCUMENTATION = "https://shopify.dev/api/usage/rate-limits";
/** The header in which redirected requests name the shop's host. */
export const HOST_HEADER = "x-devshop-host";

/** Shopify ends a request after 60 s at the latest: later than that nothing of it happens any more. */
const LATEST_MS = 55_000;

/** Faults on the way, each a share between 0 and 1 of the requests. Chosen by `random`. */
export interface EdgeKnobs {
  /** 500 or 502 (which is no JSON), in turns, before anything happened. */
  serverErrors: number;
  /** THROTTLED before anything happened, however much the bucket holds. */
  throttled: number;
  /** The connection breaks, and the operation runs up to `LATEST_MS` of shop time later. */
  lateEffects: number;
  /** The operation runs, and the connection breaks in the middle of the answer. */
  halfAnswers: number;
  /** The operation runs, and the connection breaks instead of an answer. */
  lostAnswers: number;
  /** Every request is answered this much later (real milliseconds). */
  latencyMs: number;
}

/** Nothing goes wrong. */
export const QUIET_EDGE: EdgeKnobs = {
  serverErrors: 0,
  throttled: 0,
  lateEffects: 0,
  halfAnswers: 0,
  lostAnswers: 0,
  latencyMs: 0,
};

export interface AdminApiOptions {
  world: World;
  tokens: TokenStore;
  knobs: EdgeKnobs;
  bulk: BulkStarter;
  random: () => number;
  devShopUrl: () => string;
}

export interface AdminApiCounters {
  requests: number;
  throttled: number;
  pointsRequested: number;
  pointsSpent: number;
  /** What the dearest operation would have cost at most, also one that was refused for it. */
  dearest: number;
  /** How often each operation ran, by name. */
  operations: Record<string, number>;
  /** What each operation cost in all, by name. */
  points: Record<string, number>;
  /** The same of each shop, by domain. */
  pointsOf: Record<string, Record<string, number>>;
}

export interface AdminApi {
  readonly handle: Route;
  readonly counters: AdminApiCounters;
  /** Faults for single operations. */
  readonly interferences: Interferences;
  bucketOf(shop: Shop): Bucket;
  /**
   * From now on queries show the shop as it is at this moment, as a replica that lags behind does; mutations change the real one. Until the
   * returned function is called.
   */
  freezeReads(shop: Shop): () => void;
  /**
   * From now on every answer shows the object with this global id without its `updatedAt`, which Shopify's schema never lets be absent: an answer as
   * nobody expects it. Until the returned function is called.
   */
  spoil(globalId: string): () => void;
}

const requestBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

interface PerShop {
  readonly bucket: Bucket;
  readonly idempotency: IdempotencyStore;
}

/** The Admin API of all shops of a world. */
export function adminApi(options: AdminApiOptions): AdminApi {
  const { world, tokens, knobs } = options;
  const perShop = new WeakMap<Shop, PerShop>();
  const frozen = new Map<Shop, Shop>();
  const interfering = interferences();
  const spoiled = new Set<string>();
  let gateway = false;
  const counters: AdminApiCounters = {
    requests: 0,
    throttled: 0,
    pointsRequested: 0,
    pointsSpent: 0,
    dearest: 0,
    operations: {},
    points: {},
    pointsOf: {},
  };
  const stateOf = (shop: Shop): PerShop => {
    let state = perShop.get(shop);
    if (state === undefined) {
      state = { bucket: new Bucket(world.clock, shop.rate), idempotency: new IdempotencyStore() };
      perShop.set(shop, state);
    }
    return state;
  };

  function answer(shop: Shop, scopes: ReadonlySet<string>, text: string, body: z.infer<typeof requestBody>): object {
    const admin = adminSchema();
    const checked = check(admin, text, body);
    const cost = "errors" in checked ? Number(checked.errors[0]?.extensions["cost"] ?? 0) : checked.cost;
    counters.dearest = Math.max(counters.dearest, cost);
    if ("errors" in checked) return { errors: checked.errors };
    const { bucket, idempotency } = stateOf(shop);
    counters.pointsRequested += checked.cost;
    if (!bucket.take(checked.cost)) {
      counters.throttled++;
      return throttled(checked.cost, bucket);
    }
    const name = checked.node.name?.value ?? "anonymous";
    counters.operations[name] = (counters.operations[name] ?? 0) + 1;
    const context: Context = {
      world,
      shop: checked.node.operation === OperationTypeNode.QUERY ? (frozen.get(shop) ?? shop) : shop,
      scopes,
      devShopUrl: options.devShopUrl(),
      idempotency,
      bulk: options.bulk,
      spent: 0,
    };
    const result = executeOperation(admin, checked, context);
    const actualQueryCost = Math.min(checked.cost, context.spent);
    counters.pointsSpent += actualQueryCost;
    const ofShop = (counters.pointsOf[shop.domain] ??= {});
    for (const points of [counters.points, ofShop]) points[name] = (points[name] ?? 0) + actualQueryCost;
    bucket.refund(checked.cost - actualQueryCost);
    return withCost(result, checked.cost, actualQueryCost, bucket);
  }

  return {
    counters,
    interferences: interfering,
    bucketOf: (shop) => stateOf(shop).bucket,
    freezeReads(shop) {
      frozen.set(shop, structuredClone(shop));
      return () => void frozen.delete(shop);
    },
    spoil(globalId) {
      spoiled.add(globalId);
      return () => void spoiled.delete(globalId);
    },
    async handle(req, res, url) {
      const version = PATH.exec(url.pathname)?.[1];
      if (version === undefined) return false;
      counters.requests++;
      const headers = {
        "x-request-id": randomUUID(),
        "x-shopify-api-version": API_VERSION,
        date: world.clock.now().toUTCString(),
      };
      const fail = (status: number, errors: string) => {
        sendJson(res, status, { errors }, headers);
        return true;
      };
      if (version !== API_VERSION) return fail(404, "Not Found");
      if (req.method !== "POST") return fail(405, "Method Not Allowed");
      const shop = world.shops.get(String(req.headers[HOST_HEADER] ?? ""));
      if (shop === undefined) return fail(404, "Not Found");
      const raw = await readBody(req);
      if (knobs.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, knobs.latencyMs));
      if (options.random() < knobs.serverErrors) {
        gateway = !gateway;
        if (gateway) return fail(500, "Internal Server Error");
        res.writeHead(502, { "content-type": "text/html", ...headers }).end("<html>502 Bad Gateway</html>");
        return true;
      }
      if (shop.status === "frozen") return fail(402, "Unavailable Shop");
      if (shop.status === "locked") return fail(423, "Locked");
      const scopes = tokens.scopesOf(shop, String(req.headers["x-shopify-access-token"] ?? ""));
      if (scopes === undefined)
        return fail(401, "[API] Invalid API key or access token (unrecognized login or wrong password)");
      let body: z.infer<typeof requestBody>;
      try {
        body = requestBody.parse(JSON.parse(raw));
      } catch {
        return fail(400, "Bad Request");
      }
      const meets = interfering.take(body.query);
      if (meets?.kind === "serverError") return fail(500, "Internal Server Error");
      const lateMs =
        meets?.kind === "late"
          ? meets.afterMs
          : options.random() < knobs.lateEffects
            ? options.random() * LATEST_MS
            : undefined;
      if (lateMs !== undefined) {
        world.clock.after(lateMs, () => void answer(shop, scopes, body.query, body));
        res.destroy();
        return true;
      }
      if (options.random() < knobs.throttled) {
        counters.throttled++;
        sendJson(res, 200, throttled(1, stateOf(shop).bucket), headers);
        return true;
      }
      if (meets?.kind === "meanwhile") await meets.act();
      const reply = answer(shop, scopes, body.query, body);
      if (meets?.kind === "lostAnswer" || options.random() < knobs.lostAnswers) {
        res.destroy();
        return true;
      }
      if (meets?.kind === "halfAnswer" || options.random() < knobs.halfAnswers) {
        const text = Buffer.from(JSON.stringify(reply));
        res.writeHead(200, { "content-type": "application/json", "content-length": text.length, ...headers });
        res.write(text.subarray(0, text.length / 2), () => res.destroy());
        return true;
      }
      sendJson(res, 200, spoiled.size === 0 ? reply : without(reply, spoiled), headers);
      return true;
    },
  };
}

/** The same answer, in which these objects have no `updatedAt`. */
function without(reply: object, spoiled: ReadonlySet<string>): object {
  return JSON.parse(
    JSON.stringify(reply, (_key, value: unknown) => {
      if (typeof value !== "object" || value === null || !("id" in value) || !spoiled.has(String(value.id)))
        return value;
      return { ...value, updatedAt: undefined };
    }),
  ) as object;
}

interface Checked {
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
  readonly variables: Record<string, unknown>;
  readonly cost: number;
}

/** Everything that can be refused before it runs. */
function check(
  admin: AdminSchema,
  text: string,
  body: z.infer<typeof requestBody>,
): Checked | { errors: readonly GraphQLError[] } {
  const prepared = admin.prepare(text);
  if ("errors" in prepared) return prepared;
  const { document } = prepared;
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const node =
    body.operationName == null
      ? operations.length === 1
        ? operations[0]
        : undefined
      : operations.find((each) => each.name?.value === body.operationName);
  if (node === undefined)
    return { errors: [new GraphQLError(`No operation named ${JSON.stringify(body.operationName ?? null)}`)] };
  const coerced = getVariableValues(admin.schema, node.variableDefinitions ?? [], body.variables ?? {});
  if (coerced.errors !== undefined) return { errors: coerced.errors };
  const tooLong = longestArray(document, coerced.coerced);
  if (tooLong > LARGEST_PAGE)
    return {
      errors: [
        new GraphQLError(
          `The input array size of ${String(tooLong)} is greater than the maximum allowed of ${String(LARGEST_PAGE)}.`,
          { extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } },
        ),
      ],
    };
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  try {
    const cost = requestedCost(admin.schema, node, fragments, coerced.coerced);
    if (cost > MOST_EXPENSIVE_QUERY) return { errors: [tooExpensive(cost)] };
    return { document, node, variables: body.variables ?? {}, cost };
  } catch (thrown) {
    if (thrown instanceof GraphQLError) return { errors: [thrown] };
    throw thrown;
  }
}

function longestArray(document: DocumentNode, variables: Record<string, unknown>): number {
  let longest = 0;
  visit(document, {
    ListValue(node) {
      longest = Math.max(longest, node.values.length);
    },
  });
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) longest = Math.max(longest, value.length);
    if (typeof value === "object" && value !== null) for (const each of Object.values(value)) walk(each);
  };
  walk(variables);
  return longest;
}

function tooExpensive(cost: number): GraphQLError {
  return new GraphQLError(
    `Query cost is ${String(cost)}, which exceeds the single query max cost limit (${String(MOST_EXPENSIVE_QUERY)}).`,
    {
      extensions: {
        code: "MAX_COST_EXCEEDED",
        cost,
        maxCost: MOST_EXPENSIVE_QUERY,
        documentation: DOCUMENTATION,
      },
    },
  );
}

function throttled(cost: number, bucket: Bucket): object {
  return {
    errors: [{ message: "Throttled", extensions: { code: "THROTTLED", documentation: DOCUMENTATION } }],
    extensions: {
      cost: { requestedQueryCost: cost, actualQueryCost: null, throttleStatus: bucket.status() },
    },
  };
}

function withCost(
  result: ExecutionResult,
  requestedQueryCost: number,
  actualQueryCost: number,
  bucket: Bucket,
): object {
  return {
    ...result,
    extensions: { cost: { requestedQueryCost, actualQueryCost, throttleStatus: bucket.status() } },
  };
}
