/**
 * What a query costs before it runs, by Shopify's documented rules: object 1, scalar 0, a connection by its `first` or `last`,
 * a mutation 10, an interface as much as its dearest type. What the words leave open: `nodes(ids:)` counts every id, a list
 * without `first` counts once, an edge nothing, user errors nothing.
 */
import {
  getNamedType,
  GraphQLError,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { LARGEST_PAGE } from "./connections.ts";
import { badRequest } from "./context.ts";

/** No single query may ask for more. */
export const MOST_EXPENSIVE_QUERY = 1_000;
export const MUTATION_COST = 10;

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Record<string, unknown>;
}

/** The requested cost in points. Throws BAD_REQUEST for a connection without, or with too large, a page size. */
export function requestedCost(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Record<string, unknown>,
): number {
  const root = schema.getRootType(operation.operation);
  if (root == null) return 0;
  return selectionCost({ schema, fragments, variables }, root, operation.selectionSet);
}

function selectionCost(walk: Walk, type: GraphQLCompositeType, set: SelectionSetNode): number {
  if (isAbstractType(type))
    return Math.max(0, ...walk.schema.getPossibleTypes(type).map((each) => objectCost(walk, each.name, set)));
  return objectCost(walk, type.name, set);
}

function objectCost(walk: Walk, typeName: string, set: SelectionSetNode): number {
  let sum = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) sum += fieldCost(walk, typeName, selection);
    else {
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : walk.fragments.get(selection.name.value);
      if (fragment !== undefined && applies(walk.schema, fragment.typeCondition?.name.value, typeName))
        sum += objectCost(walk, typeName, fragment.selectionSet);
    }
  }
  return sum;
}

function applies(schema: GraphQLSchema, condition: string | undefined, typeName: string): boolean {
  if (condition === undefined || condition === typeName) return true;
  const wanted = schema.getType(condition);
  const actual = schema.getType(typeName);
  return wanted !== undefined && isAbstractType(wanted) && isObjectType(actual) && schema.isSubType(wanted, actual);
}

function fieldCost(walk: Walk, typeName: string, node: FieldNode): number {
  const parent = walk.schema.getType(typeName);
  const field = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
  const type = field && getNamedType(field.type);
  if (field === undefined || !isCompositeType(type)) return 0;
  const inside = node.selectionSet === undefined ? 0 : selectionCost(walk, type, node.selectionSet);
  if (parent === walk.schema.getMutationType()) return MUTATION_COST + inside;
  if (field.name === "userErrors" || type.name.endsWith("Edge")) return inside;
  if (typeName.endsWith("Connection") && field.name === "nodes") return 1 + inside;
  if (typeName.endsWith("Edge") && field.name === "node") return 1 + inside;
  if (type.name.endsWith("Connection")) {
    const size = pageSize(walk, field, node);
    const page = node.selectionSet === undefined ? 0 : perObject(walk, type, node.selectionSet);
    return 1 + size * page + (inside - page);
  }
  const nullableType = isNonNullType(field.type) ? field.type.ofType : field.type;
  if (!isListType(nullableType)) return 1 + inside;
  const ids = argument(walk, node, "ids");
  if (typeName === "QueryRoot" && field.name === "nodes" && Array.isArray(ids)) return ids.length * (1 + inside);
  const first = argument(walk, node, "first");
  return typeof first === "number" ? Math.min(first, LARGEST_PAGE) * (1 + inside) : 1 + inside;
}

/** The part of a connection's selection that is repeated per object: nodes, and edges' nodes. */
function perObject(walk: Walk, type: GraphQLCompositeType, set: SelectionSetNode): number {
  let sum = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value === "nodes" || selection.name.value === "edges")
        sum += fieldCost(walk, type.name, selection);
    } else {
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : walk.fragments.get(selection.name.value);
      if (fragment !== undefined) sum += perObject(walk, type, fragment.selectionSet);
    }
  }
  return sum;
}

function pageSize(walk: Walk, field: GraphQLField<unknown, unknown>, node: FieldNode): number {
  const first = argument(walk, node, "first");
  const last = argument(walk, node, "last");
  const size = typeof first === "number" ? first : last;
  if (typeof size !== "number") throw badRequest("you must provide one of first or last");
  const name = typeof first === "number" ? "first" : "last";
  if (size < 0 || size > LARGEST_PAGE)
    throw new GraphQLError(`${field.name}: ${name} must be between 0 and ${String(LARGEST_PAGE)}`, {
      nodes: [node],
      extensions: { code: "BAD_REQUEST" },
    });
  return size;
}

function argument(walk: Walk, node: FieldNode, name: string): unknown {
  const given = node.arguments?.find((each) => each.name.value === name);
  return given === undefined ? undefined : valueFromASTUntyped(given.value, walk.variables);
}
