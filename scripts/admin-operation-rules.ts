/**
 * What an Admin API operation must keep to beyond being valid GraphQL. Each rule stands for a fault that Shopify only
 * shows at run time, or shows in production a version later.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  NoDeprecatedCustomRule,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  concatAST,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  specifiedRules,
  validate,
  visit,
} from "graphql";

/** One `.graphql` file. */
export interface OperationFile {
  /** Path relative to the project, for messages. */
  location: string;
  document: DocumentNode;
}

/** Deprecated schema elements we use knowingly: `"Type.field"` → why there is no other way in this version. */
export type AllowedDeprecations = ReadonlyMap<string, string>;

/** Shopify refuses longer pages and longer id lists (https://shopify.dev/docs/api/usage/limits). */
const LONGEST_PAGE = 250;

/** Every broken rule in all files, as "path: what is wrong", in order of the files. Empty when all is well. */
export function operationFaults(
  schema: GraphQLSchema,
  files: readonly OperationFile[],
  allowed: AllowedDeprecations,
): string[] {
  const documents = concatAST(files.map((file) => file.document));
  const invalid = validate(schema, documents, specifiedRules, { maxErrors: 100 });
  const deprecated = validate(schema, documents, [NoDeprecatedCustomRule], { maxErrors: 100 }).filter((error) => {
    const plain = error.message.replaceAll('"', "");
    return ![...allowed.keys()].some((name) => plain.includes(` ${name} is deprecated`));
  });
  const whole = [...invalid, ...deprecated].map((error) => `${locationOf(error, files)}: ${error.message}`);
  if (invalid.length > 0) return whole;

  const fragments = fragmentsOf(documents);
  const own = files.flatMap((file) =>
    operationsOf(file.document).flatMap((operation) =>
      [...mutationFaults(schema, operation, fragments), ...pageFaults(operation)].map(
        (fault) => `${file.location}: ${operation.name?.value ?? "unnamed operation"}: ${fault}`,
      ),
    ),
  );
  return [...whole, ...own];
}

/**
 * Mutations that fail at run time without `@idempotent`. The schema does not enforce it; the only place that says so is
 * the sentence in each mutation's description.
 */
export function mutationsThatNeedAKey(schema: GraphQLSchema): string[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {})
    .filter((field) => (field.description ?? "").includes("idempotency key is required"))
    .map((field) => field.name);
}

function mutationFaults(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): string[] {
  const mutations = schema.getMutationType();
  if (operation.operation !== OperationTypeNode.MUTATION || !mutations) return [];
  const needKey = new Set(mutationsThatNeedAKey(schema));
  return selected(operation.selectionSet, fragments).flatMap((node) => {
    const field = mutations.getFields()[node.name.value];
    if (!field) return [];
    const keyed = node.directives?.some((directive) => directive.name.value === "idempotent") ?? false;
    return [
      ...(needKey.has(field.name) && !keyed ? [`${field.name} fails at run time without @idempotent(key: $key)`] : []),
      ...userErrorFaults(field, node, fragments),
    ];
  });
}

/** A refused mutation answers HTTP 200 and says so only here; unselected, a refusal looks like success. */
function userErrorFaults(
  mutation: GraphQLField<unknown, unknown>,
  node: FieldNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): string[] {
  const payload = getNamedType(mutation.type);
  if (!isObjectType(payload)) return [];
  const chosen = node.selectionSet ? selected(node.selectionSet, fragments) : [];
  return errorFieldsOf(payload).flatMap((errors) => {
    const errorType = getNamedType(errors.type);
    if (!isObjectType(errorType) && !isInterfaceType(errorType)) return [];
    const wanted = ["field", "message", "code"].filter((name) => name in errorType.getFields());
    const errorNode = chosen.find((child) => child.name.value === errors.name);
    const got = errorNode?.selectionSet ? selected(errorNode.selectionSet, fragments).map((f) => f.name.value) : [];
    const missing = wanted.filter((name) => !got.includes(name));
    return missing.length > 0 ? [`${mutation.name} must select ${errors.name} { ${wanted.join(" ")} }`] : [];
  });
}

function errorFieldsOf(payload: GraphQLObjectType): GraphQLField<unknown, unknown>[] {
  return Object.values(payload.getFields()).filter(
    (field) =>
      /userErrors$/i.test(field.name) && field.deprecationReason == null && isCompositeType(getNamedType(field.type)),
  );
}

function pageFaults(operation: OperationDefinitionNode): string[] {
  const faults: string[] = [];
  visit(operation, {
    Argument(node) {
      const page = node.name.value === "first" || node.name.value === "last";
      if (page && node.value.kind === Kind.INT && Number(node.value.value) > LONGEST_PAGE)
        faults.push(`${node.name.value}: ${node.value.value} is over Shopify's limit of ${String(LONGEST_PAGE)}`);
    },
  });
  return faults;
}

/** The fields of a selection, those inside fragments included. */
function selected(set: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragments.get(selection.name.value)?.selectionSet;
    return inner ? selected(inner, fragments) : [];
  });
}

function operationsOf(document: DocumentNode): OperationDefinitionNode[] {
  return document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  );
}

function locationOf(error: GraphQLError, files: readonly OperationFile[]): string {
  const source = error.source?.name;
  return files.some((file) => file.location === source) && source !== undefined ? source : "operations";
}
