/**
 * Reads the result of a bulk operation as it streams in: one JSON object a line, a root followed by its children (`groupObjects: true`), each
 * child naming its parent by `__parentId`.
 */

/** One object of the file. `__typename` and `id` are in every selection we send. */
export interface BulkObject {
  readonly __typename: string;
  readonly id: string;
  readonly __parentId?: string;
}

/** A root with everything below it. `lines` counts the lines of the file up to and including it. */
export interface BulkGroup {
  readonly root: BulkObject;
  readonly children: readonly BulkObject[];
  readonly lines: number;
}

/** The file is gone or not what was asked for: it is asked for again rather than half a row taken. `failure` is a code people may see. */
export class BrokenBulk extends Error {
  override readonly name = "BrokenBulk";
  readonly failure: string;
  constructor(message: string, failure = "result_broken") {
    super(message);
    this.failure = failure;
  }
}

/** No object of ours comes near this; a longer line is not JSONL. */
const LONGEST_LINE = 8_000_000;

/** Lines of UTF-8 text in chunks cut anywhere. A last line without an end is a line; empty lines are left out. Throws BrokenBulk. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const chunk of chunks) {
    const parts = (rest + decode(decoder, chunk)).split("\n");
    rest = parts.pop() ?? "";
    for (const line of parts) if (line.trim() !== "") yield line;
    if (rest.length > LONGEST_LINE) throw new BrokenBulk("a line of more than 8 MB");
  }
  rest += decode(decoder);
  if (rest.trim() !== "") yield rest;
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new BrokenBulk("not UTF-8");
  }
}

/**
 * Joins lines into groups. The first `skip` lines were taken before (resumed import) and are passed over; `skip` must be the `lines` of a
 * group. Throws BrokenBulk for a line that is not an object of ours, or a child away from its root.
 */
export async function* groupsOf(lines: AsyncIterable<string>, skip = 0): AsyncGenerator<BulkGroup> {
  let count = 0;
  let group: { root: BulkObject; children: BulkObject[]; ids: Set<string> } | undefined;
  for await (const line of lines) {
    if (count < skip) {
      count += 1;
      continue;
    }
    const object = parse(line, count + 1);
    if (object.__parentId === undefined) {
      if (group) yield { root: group.root, children: group.children, lines: count };
      group = { root: object, children: [], ids: new Set([object.id]) };
    } else {
      if (!group?.ids.has(object.__parentId)) throw new BrokenBulk(`line ${count + 1} is away from its parent`);
      group.children.push(object);
      group.ids.add(object.id);
    }
    count += 1;
  }
  if (group) yield { root: group.root, children: group.children, lines: count };
}

function parse(line: string, number: number): BulkObject {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new BrokenBulk(`line ${number} is not JSON`);
  }
  if (!isObject(value)) throw new BrokenBulk(`line ${number} has no __typename and id`);
  return value;
}

function isObject(value: unknown): value is BulkObject {
  return (
    typeof value === "object" &&
    value !== null &&
    "__typename" in value &&
    typeof value.__typename === "string" &&
    "id" in value &&
    typeof value.id === "string" &&
    (!("__parentId" in value) || typeof value.__parentId === "string")
  );
}

/** Groups in batches of about `size` lines; a group is never cut. */
export async function* batchesOf(groups: AsyncIterable<BulkGroup>, size: number): AsyncGenerator<BulkGroup[]> {
  let batch: BulkGroup[] = [];
  let lines = 0;
  for await (const group of groups) {
    batch.push(group);
    lines += 1 + group.children.length;
    if (lines < size) continue;
    yield batch;
    batch = [];
    lines = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Narrows by `__typename`; connections are not in the object itself, their nodes are lines of their own. */
function isA<Node extends { readonly __typename: string }>(
  typename: Node["__typename"],
  object: BulkObject,
): object is BulkObject & Node {
  return object.__typename === typename;
}

/** The root as what the query asked for: our queries are checked against Shopify's schema, so a name tells the shape. Throws BrokenBulk. */
export function rootOf<Node extends { readonly __typename: string }>(
  typename: Node["__typename"],
  group: BulkGroup,
): BulkObject & Node {
  const object = group.root;
  if (!isA<Node>(typename, object)) throw new BrokenBulk(`a ${object.__typename} where a ${typename} belongs`);
  return object;
}

/** What is below the root and of this type. */
export function childrenOf<Node extends { readonly __typename: string }>(
  typename: Node["__typename"],
  group: BulkGroup,
): (BulkObject & Node)[] {
  return group.children.filter((child) => isA<Node>(typename, child));
}
