/** Bulk operations: a query runs over everything in the background, and its result waits under an address for seven days. */
import { randomBytes } from "node:crypto";
import {
  Kind,
  OperationTypeNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { BulkStart, BulkStarter, Context } from "../admin-api/context.ts";
import { executeOperation } from "../admin-api/execute.ts";
import { IdempotencyStore } from "../admin-api/idempotency.ts";
import { adminSchema } from "../admin-api/schema.ts";
import type { Route } from "../faces/http.ts";
import type { BulkOperation, Shop } from "../state/shop.ts";
import type { World } from "../state/world.ts";
import { fieldsOf, flatten } from "./jsonl.ts";

/** Queries of one app that may run in a shop at once (since 2026-01). */
const CONCURRENT = 5;
const MOST_CONNECTIONS = 5;
const DEEPEST_NESTING = 2;
const RESULT_KEPT_MS = 7 * 24 * 3_600_000;
const PATH = /^\/_devshop\/bulk\/(\d+)\/([0-9a-f]+)\.jsonl$/;

export interface BulkOperations extends BulkStarter {
  /** Serves the results. */
  readonly route: Route;
  /** Knob: every finished result of the shop is gone now. */
  expireResults(shop: Shop): void;
}

interface Accepted {
  readonly node: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

export interface BulkOptions {
  world: World;
  devShopUrl: () => string;
  /** Told why an operation failed: the app only ever sees FAILED. */
  onFailure: (problem: string) => void;
}

/** The bulk operations of all shops of a world. */
export function bulkOperations({ world, devShopUrl, onFailure }: BulkOptions): BulkOperations {
  function run(shop: Shop, scopes: ReadonlySet<string>, query: string, groupObjects: boolean): BulkStart {
    const accepted = accept(query);
    if (typeof accepted === "string") return invalid(accepted);
    const running = [...shop.bulkOperations.values()].filter(isRunning);
    if (running.length >= CONCURRENT)
      return {
        ok: false,
        errors: [
          {
            field: null,
            message: "Bulk operations limit reached. Please try again later.",
            code: "LIMIT_REACHED",
          },
        ],
      };
    const operation: BulkOperation = {
      type: "BulkOperation",
      id: world.nextId("Other"),
      query,
      status: "CREATED",
      errorCode: null,
      createdAt: world.clock.now(),
      completedAt: null,
      objectCount: 0,
      rootObjectCount: 0,
      jsonl: null,
      resultToken: randomBytes(16).toString("hex"),
    };
    shop.bulkOperations.set(operation.id, operation);
    const finish = () => {
      if (isRunning(operation)) complete(shop, scopes, operation, accepted, groupObjects);
    };
    if (world.knobs.bulkSeconds === 0) setImmediate(finish);
    else {
      operation.status = "RUNNING";
      world.clock.after(world.knobs.bulkSeconds * 1000, finish);
    }
    return { ok: true, id: operation.id };
  }

  function complete(
    shop: Shop,
    scopes: ReadonlySet<string>,
    operation: BulkOperation,
    query: Accepted,
    grouped: boolean,
  ): void {
    const admin = adminSchema();
    const context: Context = {
      world,
      shop,
      scopes,
      devShopUrl: devShopUrl(),
      idempotency: new IdempotencyStore(),
      bulk: { run: () => invalid("nested"), cancel: () => [] },
      spent: 0,
    };
    const document = { kind: Kind.DOCUMENT, definitions: [query.node, ...query.fragments.values()] } as const;
    const result = executeOperation(admin, { document, node: query.node, variables: {} }, context);
    operation.completedAt = world.clock.now();
    const error = result.errors?.[0];
    if (error !== undefined || result.data == null) {
      operation.status = "FAILED";
      operation.errorCode = error?.extensions["code"] === "ACCESS_DENIED" ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR";
      onFailure(`bulk operation ${operation.id}: ${error?.message ?? "no data"}`);
    } else {
      const { lines, roots } = flatten(
        { schema: admin.schema, fragments: query.fragments, selection: query.node.selectionSet, grouped },
        result.data,
      );
      operation.status = "COMPLETED";
      operation.objectCount = lines.length;
      operation.rootObjectCount = roots;
      operation.jsonl = lines.map((line) => `${line}\n`).join("");
    }
    world.emit(shop, { topic: "bulk_operations/finish", operation });
  }

  return {
    run,
    cancel(shop, id) {
      const operation = shop.bulkOperations.get(id);
      if (operation === undefined)
        return [{ field: ["id"], message: "Bulk operation does not exist", code: "INVALID" }];
      if (!isRunning(operation))
        return [{ field: ["id"], message: "A bulk operation cannot be canceled when it is finished", code: "INVALID" }];
      operation.status = "CANCELED";
      operation.completedAt = world.clock.now();
      world.emit(shop, { topic: "bulk_operations/finish", operation });
      return [];
    },
    expireResults(shop) {
      for (const operation of shop.bulkOperations.values()) {
        if (operation.status !== "COMPLETED") continue;
        operation.status = "EXPIRED";
        operation.jsonl = null;
      }
    },
    route: (_req, res, url) => {
      const match = PATH.exec(url.pathname);
      if (match === null) return Promise.resolve(false);
      const operation = [...world.shops.values()].flatMap((shop) => shop.bulkOperations.get(match[1] ?? "") ?? [])[0];
      const age = world.clock.now().getTime() - (operation?.completedAt?.getTime() ?? 0);
      if (operation?.jsonl == null || operation.resultToken !== match[2] || age > RESULT_KEPT_MS) {
        res.writeHead(404).end();
      } else {
        res.writeHead(200, { "content-type": "application/jsonl" }).end(operation.jsonl);
      }
      return Promise.resolve(true);
    },
  };
}

function isRunning(operation: BulkOperation): boolean {
  return operation.status === "CREATED" || operation.status === "RUNNING";
}

function invalid(message: string): BulkStart {
  return { ok: false, errors: [{ field: ["query"], message, code: "INVALID" }] };
}

/** The query, or why Shopify would not run it. */
function accept(text: string): Accepted | string {
  const admin = adminSchema();
  const prepared = admin.prepare(text);
  if ("errors" in prepared) return prepared.errors.map((error) => error.message).join("; ");
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const each of prepared.document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
    if (each.kind === Kind.OPERATION_DEFINITION) operations.push(each);
  }
  const node = operations[0];
  if (node?.operation !== OperationTypeNode.QUERY || operations.length > 1)
    return "Bulk queries must contain exactly one query operation.";
  if ((node.variableDefinitions ?? []).length > 0) return "Bulk queries cannot take variables.";
  const roots = fieldsOf({ schema: admin.schema, fragments }, "QueryRoot", node.selectionSet);
  if (roots.some((field) => !field.type.endsWith("Connection")))
    return "The dev shop models bulk queries that begin with a connection.";
  const found = connections(fragments, "QueryRoot", node.selectionSet, 0);
  if (found.count === 0) return "Bulk queries must contain at least one connection.";
  if (found.count > MOST_CONNECTIONS) return "Bulk queries cannot contain more than 5 connections.";
  if (found.depth > DEEPEST_NESTING + 1)
    return "Bulk queries cannot contain connections with a nesting depth greater than 2.";
  if (found.missingId) return "Bulk queries must select the id of every object that has a nested connection.";
  return { node, fragments };
}

interface Found {
  count: number;
  /** Levels of connections, the root one included. */
  depth: number;
  missingId: boolean;
}

function connections(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  type: string,
  set: SelectionSetNode,
  level: number,
): Found {
  const fields = fieldsOf({ schema: adminSchema().schema, fragments }, type, set);
  const found: Found = { count: 0, depth: level, missingId: false };
  for (const { node, type: fieldType } of fields) {
    const isConnection = fieldType.endsWith("Connection");
    if (isConnection) found.count++;
    const hasId = fields.some((each) => each.node.name.value === "id");
    if (isConnection && type !== "QueryRoot" && !hasId) found.missingId = true;
    if (node.selectionSet === undefined) continue;
    const inner = connections(fragments, fieldType, node.selectionSet, level + (isConnection ? 1 : 0));
    found.count += inner.count;
    found.depth = Math.max(found.depth, inner.depth);
    found.missingId ||= inner.missingId;
  }
  return found;
}
