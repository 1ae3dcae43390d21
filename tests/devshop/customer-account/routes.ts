/** `POST /customer-account/:shop/graphql.json`: the Customer Account API, for the order's shopper only. */
import { execute, GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema } from "graphql";
import { z } from "zod";
import { guarded, HttpProblem, readJson, sendJson, type Route } from "../faces/http.ts";
import { digitsOf } from "../state/ids.ts";
import type { Order } from "../state/orders.ts";
import type { Shop } from "../state/shop.ts";
import type { World } from "../state/world.ts";
import type { Grant, GrantSeal } from "./grant.ts";
import { accessDenied, modelledFieldsOnly } from "./not-modelled.ts";
import { customerView, orderView, shopView, type ViewContext } from "./order-view.ts";
import { customerAccountSchema, SERVED_VERSIONS } from "./schema.ts";

export interface CustomerAccountOptions {
  world: World;
  grants: GrantSeal;
  /** The shop of a URL's shop part (`name` or `name.myshopify.com`). */
  findShop(part: string): Shop | undefined;
  statusPageUrl(shop: Shop, order: Order): string;
}

const body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

const REMEMBERED_DOCUMENTS = 200;

/** Parses and validates once per text. */
function preparing(): (text: string) => { schema: GraphQLSchema; document: DocumentNode | GraphQLError[] } {
  const known = new Map<string, DocumentNode | GraphQLError[]>();
  return (text) => {
    const schema = customerAccountSchema();
    let document = known.get(text);
    if (document === undefined) {
      try {
        const parsed = parse(text);
        const errors = validate(schema, parsed);
        document = errors.length > 0 ? [...errors] : parsed;
      } catch (thrown) {
        if (!(thrown instanceof GraphQLError)) throw thrown;
        document = [thrown];
      }
      if (known.size >= REMEMBERED_DOCUMENTS) known.clear();
      known.set(text, document);
    }
    return { schema, document };
  };
}

export function customerAccountRoutes(options: CustomerAccountOptions): Route {
  const prepared = preparing();
  return guarded(async (req, res, url) => {
    const part = /^\/customer-account\/([^/]+)\/graphql\.json$/.exec(url.pathname)?.[1];
    if (part === undefined) return false;
    if (req.method !== "POST") throw new HttpProblem(405, "method_not_allowed");
    const version = url.searchParams.get("version");
    if (version !== null && !SERVED_VERSIONS.includes(version)) throw new HttpProblem(404, "unknown_version");
    const shop = options.findShop(part);
    if (shop === undefined) throw new HttpProblem(404, "unknown_shop");
    const grant = options.grants.open((req.headers.authorization ?? "").replace(/^Bearer /, ""));
    if (grant?.shop !== shop.domain) throw new HttpProblem(401, "unauthorized");

    const request = body.safeParse(await readJson(req));
    if (!request.success) throw new HttpProblem(400, "bad_request");
    const { schema, document } = prepared(request.data.query);
    if (Array.isArray(document)) {
      sendJson(res, 200, { errors: document.map((error) => error.toJSON()) });
      return true;
    }
    const result = await execute({
      schema,
      document,
      rootValue: root(options, shop, grant),
      variableValues: request.data.variables ?? {},
      operationName: request.data.operationName ?? null,
      fieldResolver: modelledFieldsOnly,
    });
    sendJson(res, 200, result);
    return true;
  });
}

/** The queries; everything else, mutations included, is not modelled. */
function root(options: CustomerAccountOptions, shop: Shop, grant: Grant): object {
  const context: ViewContext = {
    world: options.world,
    shop,
    statusPageUrl: (order) => options.statusPageUrl(shop, order),
    signedIn: grant.kind === "signed_in",
  };
  return {
    shop: () => shopView(shop),
    customer: () => {
      const customer = grant.kind === "signed_in" ? shop.customers.get(grant.customerId) : undefined;
      if (customer !== undefined) return customerView(context, customer);
      throw accessDenied("QueryRoot.customer");
    },
    order: ({ id }: { id: string }) => {
      const order = shop.orders.get(digitsOf("Order", id) ?? "");
      return order !== undefined && mayRead(grant, order) ? orderView(context, order) : null;
    },
  };
}

function mayRead(grant: Grant, order: Order): boolean {
  return grant.kind === "signed_in" ? order.customerId === grant.customerId : order.id === grant.orderId;
}
