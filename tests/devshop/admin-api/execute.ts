/** Runs a checked operation on a shop: resolvers, access, idempotency, and the points it really uses. */
import {
  defaultFieldResolver,
  execute,
  getDirectiveValues,
  getNamedType,
  isCompositeType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLTypeResolver,
  type OperationDefinitionNode,
} from "graphql";
import type { UserError } from "../state/outcome.ts";
import { checkProtected, checkScopes } from "./access.ts";
import { Connection } from "./connections.ts";
import { badRequest, notModelled, type Context, type FieldWithArgs, type ResolverTable } from "./context.ts";
import { MUTATION_COST } from "./cost.ts";
import { NEEDS_KEY } from "./idempotency.ts";
import { appMutations } from "./mutations/app.ts";
import { flowMutations } from "./mutations/flow.ts";
import { fulfillmentOrderMutations } from "./mutations/fulfillment-orders.ts";
import { fulfillmentMutations } from "./mutations/fulfillments.ts";
import { inventoryMutations } from "./mutations/inventory.ts";
import { orderMutations } from "./mutations/orders.ts";
import { carrierServiceMutations } from "./mutations/carrier-services.ts";
import { productMutations } from "./mutations/products.ts";
import { refundMutations } from "./mutations/refunds.ts";
import { shippingLabelMutations, shippingLabelTypes } from "./mutations/shipping-labels.ts";
import { transferMutations } from "./mutations/transfers.ts";
import type { AdminSchema } from "./schema.ts";
import { fulfillmentTypes } from "./types/fulfillment.ts";
import { inventoryTypes } from "./types/inventory.ts";
import { orderTypes } from "./types/order.ts";
import { productTypes } from "./types/products.ts";
import { queryRoot } from "./types/query-root.ts";
import { shopTypes } from "./types/shop.ts";
import { transferTypes } from "./types/transfers.ts";
import { carrierServiceTypes } from "./types/carrier-services.ts";
import { valueTypes } from "./types/values.ts";

/** Everything the dev shop answers. */
export const RESOLVERS: ResolverTable = {
  QueryRoot: queryRoot,
  Mutation: {
    ...fulfillmentOrderMutations,
    ...fulfillmentMutations,
    ...orderMutations,
    ...refundMutations,
    ...inventoryMutations,
    ...carrierServiceMutations,
    ...productMutations,
    ...shippingLabelMutations,
    ...transferMutations,
    ...flowMutations,
    ...appMutations,
  },
  ...valueTypes,
  ...orderTypes,
  ...fulfillmentTypes,
  ...inventoryTypes,
  ...productTypes,
  ...shippingLabelTypes,
  ...transferTypes,
  ...carrierServiceTypes,
  ...shopTypes,
};

export interface Operation {
  readonly document: Parameters<typeof execute>[0]["document"];
  readonly node: OperationDefinitionNode;
  readonly variables: Record<string, unknown>;
}

/** Executes synchronously: nothing in the dev shop waits, so two requests never interleave. */
export function executeOperation(admin: AdminSchema, operation: Operation, context: Context): ExecutionResult {
  const result = execute({
    schema: admin.schema,
    document: operation.document,
    operationName: operation.node.name?.value ?? null,
    variableValues: operation.variables,
    contextValue: context,
    rootValue: {},
    fieldResolver: resolverFor(admin),
    typeResolver,
  });
  if (result instanceof Promise) throw new Error("a resolver of the dev shop waits");
  return result;
}

const typeResolver: GraphQLTypeResolver<unknown, Context> = (value) => {
  if (typeof value === "object" && value !== null && "type" in value && typeof value.type === "string")
    return value.type;
  throw notModelled("an object of this interface");
};

function resolverFor(admin: AdminSchema): GraphQLFieldResolver<unknown, Context, Record<string, unknown>> {
  return (source, args, context, info) => {
    if (isIntrospectionType(info.parentType)) return defaultFieldResolver(source, args, context, info);
    const parent = info.parentType.name;
    const named = getNamedType(info.returnType);
    checkScopes(admin, `${parent}.${info.fieldName}`, info.fieldName, context.scopes);
    if (isCompositeType(named))
      checkScopes(admin, named.name.replace(/Connection$|Edge$/, ""), info.fieldName, context.scopes);
    checkProtected(admin, `${parent}.${info.fieldName}`, info.fieldName, context.shop.protectedDataApproved);
    const value = parent === "Mutation" ? mutate(source, args, context, info) : readField(source, args, context, info);
    for (const object of Array.isArray(value) ? value : [value]) checkNode(admin, object, info, context);
    if (isCompositeType(named)) context.spent += actualCost(value, info);
    return value;
  };
}

/** An interface says nothing about access: the object behind it does. */
function checkNode(admin: AdminSchema, value: unknown, info: GraphQLResolveInfo, context: Context): void {
  if (getNamedType(info.returnType).name !== "Node") return;
  if (typeof value === "object" && value !== null && "type" in value && typeof value.type === "string")
    checkScopes(admin, value.type, info.fieldName, context.scopes);
}

/** Types of answers whose fields need no entry of their own, beside payloads and user errors. */
const SHAPES = new Set(["FulfillmentOrderSplitResult", "FulfillmentOrderCancelError"]);

function readField(
  source: unknown,
  args: Record<string, unknown>,
  context: Context,
  info: GraphQLResolveInfo,
): unknown {
  const parent = info.parentType.name;
  if (source instanceof Connection) return connectionField(source, info);
  if (source instanceof Edge || source instanceof PageInfo) return pageField(source, info);
  if (parent.endsWith("Payload") || parent.endsWith("UserError") || SHAPES.has(parent)) return ownField(source, info);
  const field = RESOLVERS[parent]?.[info.fieldName];
  if (field === undefined) throw notModelled(`${parent}.${info.fieldName}`);
  if (typeof field === "function") {
    refuseArguments([], args, info);
    return field(source, {}, context);
  }
  return withArguments(field, source, args, context, info);
}

function withArguments(
  field: FieldWithArgs,
  source: unknown,
  args: Record<string, unknown>,
  context: Context,
  info: GraphQLResolveInfo,
): unknown {
  refuseArguments(field.accepts, args, info);
  return field.resolve(source, args, context);
}

/** An argument that would be ignored is not modelled, unless it only repeats the schema's default. */
function refuseArguments(accepted: readonly string[], args: Record<string, unknown>, info: GraphQLResolveInfo): void {
  const declared = info.parentType.getFields()[info.fieldName]?.args ?? [];
  for (const { name, defaultValue } of declared) {
    const given = args[name];
    if (given === undefined || given === null || accepted.includes(name)) continue;
    if (JSON.stringify(given) !== JSON.stringify(defaultValue))
      throw notModelled(`the argument ${name} of ${info.parentType.name}.${info.fieldName}`);
  }
}

class Edge {
  readonly node: unknown;
  readonly cursor: string;
  constructor(node: unknown, cursor: string) {
    this.node = node;
    this.cursor = cursor;
  }
}

class PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  constructor(connection: Connection<unknown>) {
    this.hasNextPage = connection.hasNextPage;
    this.hasPreviousPage = connection.hasPreviousPage;
    this.startCursor = connection.cursors[0] ?? null;
    this.endCursor = connection.cursors.at(-1) ?? null;
  }
}

function connectionField(source: Connection<unknown>, info: GraphQLResolveInfo): unknown {
  switch (info.fieldName) {
    case "nodes":
      return source.nodes;
    case "edges":
      return source.nodes.map((node, index) => new Edge(node, source.cursors[index] ?? ""));
    case "pageInfo":
      return new PageInfo(source);
    default:
      throw notModelled(`${info.parentType.name}.${info.fieldName}`);
  }
}

function pageField(source: Edge | PageInfo, info: GraphQLResolveInfo): unknown {
  if (Object.hasOwn(source, info.fieldName)) return Reflect.get(source, info.fieldName);
  throw notModelled(`${info.parentType.name}.${info.fieldName}`);
}

/** Payloads and user errors are plain: a field is their own property. Beside user errors every other field is null. */
function ownField(source: unknown, info: GraphQLResolveInfo): unknown {
  if (typeof source === "object" && source !== null) {
    if (Object.hasOwn(source, info.fieldName)) return Reflect.get(source, info.fieldName);
    const errors: unknown = Reflect.get(source, "userErrors");
    if (info.parentType.name.endsWith("Payload") && Array.isArray(errors) && errors.length > 0) return null;
  }
  throw notModelled(`${info.parentType.name}.${info.fieldName}`);
}

function mutate(source: unknown, args: Record<string, unknown>, context: Context, info: GraphQLResolveInfo): unknown {
  const field = RESOLVERS["Mutation"]?.[info.fieldName];
  if (field === undefined || typeof field === "function") throw notModelled(`Mutation.${info.fieldName}`);
  const run = () => withArguments(field, source, args, context, info);
  const key = idempotencyKey(info);
  if (key === undefined) {
    if (NEEDS_KEY.has(info.fieldName))
      throw badRequest(`The @idempotent directive is required for ${info.fieldName}, but was not provided.`);
    return run();
  }
  return context.idempotency.once(
    info.fieldName,
    key,
    args,
    () => {
      const payload = run();
      return { payload, failed: userErrorsOf(payload).length > 0 };
    },
    (error: UserError) => ({ userErrors: [error] }),
  );
}

function idempotencyKey(info: GraphQLResolveInfo): string | undefined {
  const directive = info.schema.getDirective("idempotent");
  const node = info.fieldNodes[0];
  if (directive == null || node === undefined) return undefined;
  const key: unknown = getDirectiveValues(directive, node, info.variableValues)?.["key"];
  return typeof key === "string" ? key : undefined;
}

function userErrorsOf(payload: unknown): unknown[] {
  if (typeof payload !== "object" || payload === null || !("userErrors" in payload)) return [];
  return Array.isArray(payload.userErrors) ? payload.userErrors : [];
}

/** By the same rules as the requested cost, for what was really there. */
function actualCost(value: unknown, info: GraphQLResolveInfo): number {
  if (value === null || value === undefined || info.fieldName === "userErrors") return 0;
  if (info.parentType.name === "Mutation") return MUTATION_COST;
  if (getNamedType(info.returnType).name.endsWith("Edge")) return 0;
  const type = isNonNullType(info.returnType) ? info.returnType.ofType : info.returnType;
  if (!isListType(type) || !Array.isArray(value)) return 1;
  const perObject = info.fieldName === "nodes" || "first" in argumentsOf(info);
  return perObject ? value.filter((each) => each !== null).length : 1;
}

function argumentsOf(info: GraphQLResolveInfo): Record<string, unknown> {
  const given = info.fieldNodes[0]?.arguments ?? [];
  return Object.fromEntries(given.map((each) => [each.name.value, true]));
}
