/** The official Customer Account API schema, 2026-10, made executable. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildSchema, GraphQLScalarType, type GraphQLSchema } from "graphql";

const FILE = new URL("../schema/customer-2026-10.graphql.gz", import.meta.url);

/** API versions a request may name; all are answered by the newest schema. Shopify serves a version for a year. */
export const SERVED_VERSIONS = ["2026-01", "2026-04", "2026-07", "2026-10"];

let read: GraphQLSchema | undefined;

/** The schema, read once (about 0.1 s). Date objects are written as Shopify writes them: UTC, whole seconds. */
export function customerAccountSchema(): GraphQLSchema {
  return (read ??= readSchema());
}

function readSchema(): GraphQLSchema {
  const sdl = gunzipSync(readFileSync(FILE)).toString("utf8");
  const schema = buildSchema(sdl, { assumeValid: true, assumeValidSDL: true, noLocation: true });
  const dateTime = schema.getType("DateTime");
  if (!(dateTime instanceof GraphQLScalarType)) throw new Error("the schema has no DateTime");
  dateTime.serialize = (value) => {
    if (!(value instanceof Date)) throw new TypeError("a DateTime must be a Date");
    return value.toISOString().replace(/\.\d{3}Z$/, "Z");
  };
  return schema;
}
