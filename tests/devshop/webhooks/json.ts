/** JSON whose numbers keep every digit: ids beyond 2^53 are bigints here and plain digits on the wire. */

export type Json = null | boolean | number | string | bigint | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Like JSON.stringify, with bigints written as numbers. */
export function writeJson(value: Json): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(writeJson).join(",")}]`;
  const fields = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}:${writeJson(each)}`);
  return `{${fields.join(",")}}`;
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * The part of a body that `include_fields` asks for. Paths have dots (`fulfillment_order.id`) and go through lists. A path
 * through null ends there. Throws for a path the body does not have: Shopify would leave it out without a word.
 */
export function includeFields(body: Json, paths: readonly string[], topic: string): Json {
  if (paths.length === 0) return body;
  return pick(
    body,
    paths.map((path) => path.split(".")),
    topic,
  );
}

function pick(value: Json, paths: readonly (readonly string[])[], where: string): Json {
  if (value === null || paths.some((path) => path.length === 0)) return value;
  if (typeof value !== "object") throw new Error(`the dev shop's body of ${where} has no field ${String(paths[0])}`);
  if (isList(value)) return value.map((each) => pick(each, paths, where));
  const result: Record<string, Json> = {};
  for (const [name, below] of Map.groupBy(paths, (path) => path[0] ?? "")) {
    const field = value[name];
    if (field === undefined) throw new Error(`the dev shop's body of ${where} has no field ${name}`);
    result[name] = pick(
      field,
      below.map((path) => path.slice(1)),
      `${where} ${name}`,
    );
  }
  return result;
}
