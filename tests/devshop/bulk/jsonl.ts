/** Turns the nested result of a query into the flat lines of a bulk operation: parents before children, `__parentId`. */
import {
  getNamedType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";

export interface Flattened {
  readonly lines: string[];
  /** Objects of the root connection. */
  readonly roots: number;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly lines: { depth: number; text: string }[];
}

export interface Flattening {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly selection: SelectionSetNode;
  /** `groupObjects`: each root is followed by its children. Otherwise a child may come anywhere after its parent. */
  readonly grouped: boolean;
}

/** `data` is what executing the selection on the query root gave. */
export function flatten({ schema, fragments, selection, grouped }: Flattening, data: object): Flattened {
  const walk: Walk = { schema, fragments, lines: [] };
  let roots = 0;
  for (const { node, type } of fieldsOf(walk, "QueryRoot", selection)) {
    const nodes = nodesOf(Reflect.get(data, keyOf(node)));
    roots += nodes.length;
    writeNodes(walk, { type, node }, nodes, null, 0);
  }
  const lines = grouped ? walk.lines : walk.lines.toSorted((a, b) => a.depth - b.depth);
  return { lines: lines.map(({ text }) => text), roots };
}

function writeNodes(
  walk: Walk,
  connection: SelectedField,
  nodes: object[],
  parentId: string | null,
  depth: number,
): void {
  const inner = nodeSelection(walk, connection.type, connection.node.selectionSet);
  if (inner === undefined) return;
  for (const node of nodes) {
    const children: (() => void)[] = [];
    const id: unknown = Reflect.get(node, "id");
    const nested = (field: SelectedField, found: object[]) => {
      children.push(() => {
        writeNodes(walk, field, found, typeof id === "string" ? id : null, depth + 1);
      });
    };
    const line = flat(walk, inner.type, inner.selection, node, nested);
    walk.lines.push({ depth, text: JSON.stringify(parentId === null ? line : { ...line, __parentId: parentId }) });
    for (const write of children) write();
  }
}

/** The object without its connections; what they hold is written after it. */
function flat(
  walk: Walk,
  type: string,
  selection: SelectionSetNode,
  value: object,
  nested: (connection: SelectedField, nodes: object[]) => void,
): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  for (const field of fieldsOf(walk, typeNameOf(value) ?? type, selection)) {
    const key = keyOf(field.node);
    const found: unknown = Reflect.get(value, key);
    if (field.type.endsWith("Connection")) {
      nested(field, nodesOf(found));
    } else if (isPlain(found) && field.node.selectionSet !== undefined) {
      line[key] = flat(walk, field.type, field.node.selectionSet, found, nested);
    } else {
      line[key] = found;
    }
  }
  return line;
}

function typeNameOf(value: object): string | undefined {
  const name: unknown = Reflect.get(value, "__typename");
  return typeof name === "string" ? name : undefined;
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function keyOf(node: FieldNode): string {
  return node.alias?.value ?? node.name.value;
}

/** Nodes of a connection's result, whether it was asked for `nodes` or for `edges { node }`. */
function nodesOf(value: unknown): object[] {
  if (!isPlain(value)) return [];
  const nodes: unknown = Reflect.get(value, "nodes");
  if (Array.isArray(nodes)) return nodes.filter(isPlain);
  const edges: unknown = Reflect.get(value, "edges");
  if (!Array.isArray(edges)) return [];
  return edges.filter(isPlain).flatMap((edge) => {
    const node: unknown = Reflect.get(edge, "node");
    return isPlain(node) ? [node] : [];
  });
}

function nodeSelection(
  walk: Walk,
  connection: string,
  set: SelectionSetNode | undefined,
): { type: string; selection: SelectionSetNode } | undefined {
  if (set === undefined) return undefined;
  for (const field of fieldsOf(walk, connection, set)) {
    const selection = field.node.selectionSet;
    if (selection === undefined) continue;
    if (field.node.name.value === "nodes") return { type: field.type, selection };
    if (field.node.name.value === "edges")
      for (const inner of fieldsOf(walk, field.type, selection))
        if (inner.node.name.value === "node" && inner.node.selectionSet !== undefined)
          return { type: inner.type, selection: inner.node.selectionSet };
  }
  return undefined;
}

export interface SelectedField {
  readonly node: FieldNode;
  /** Name of the field's type, without list and non-null. */
  readonly type: string;
}

/** The fields of a selection on an object of that type, with fragments opened. */
export function fieldsOf(
  walk: { schema: GraphQLSchema; fragments: Fragments },
  typeName: string,
  set: SelectionSetNode,
): SelectedField[] {
  const parent = walk.schema.getType(typeName);
  return set.selections.flatMap((selection): SelectedField[] => {
    if (selection.kind === Kind.FIELD) {
      const field = isObjectType(parent) ? parent.getFields()[selection.name.value] : undefined;
      return [{ node: selection, type: field === undefined ? "String" : getNamedType(field.type).name }];
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : walk.fragments.get(selection.name.value);
    if (fragment === undefined) return [];
    const condition = fragment.typeCondition?.name.value;
    return condition === undefined || condition === typeName ? fieldsOf(walk, typeName, fragment.selectionSet) : [];
  });
}
