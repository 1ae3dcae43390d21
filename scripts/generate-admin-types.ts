/**
 * Typed Admin API operations: every app/features/<feature>/graphql/<name>.graphql → app/platform/admin-api/operations.ts.
 *
 *   node scripts/generate-admin-types.ts            checks the operations and writes the file
 *   node scripts/generate-admin-types.ts --check    checks the operations and fails when the file is not up to date
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { gunzipSync } from "node:zlib";
import { codegen } from "@graphql-codegen/core";
import * as typedDocuments from "@graphql-codegen/typed-document-node";
import * as operations from "@graphql-codegen/typescript-operations";
import { type GraphQLSchema, Source, buildSchema, parse } from "graphql";
import { type AllowedDeprecations, type OperationFile, operationFaults } from "./admin-operation-rules.ts";

const SCHEMA = "tests/devshop/schema/admin-2026-10.graphql.gz";
const TARGET = "app/platform/admin-api/operations.ts";
const HEADER = "/* Generated from *.graphql by scripts/generate-admin-types.ts. Do not edit. */\n";

/** Deprecated schema elements in use, each with its reason. */
const ALLOWED_DEPRECATIONS: AllowedDeprecations = new Map([
  [
    "QueryRoot.checkoutProfiles",
    "checkoutAndAccountsConfigurations needs a scope of its own and does not say whether the order pages take extensions",
  ],
]);

/** Ids and money stay text; what has no rule here is `unknown`, never `any`. */
const SCALARS = {
  ID: "string",
  ARN: "string",
  BigInt: "string",
  Color: "string",
  Date: "string",
  DateTime: "string",
  Decimal: "string",
  FormattedString: "string",
  HTML: "string",
  JSON: "unknown",
  Money: "string",
  StorefrontID: "string",
  URL: "string",
  UnsignedInt64: "string",
  UtcOffset: "string",
};

function readOperations(): OperationFile[] {
  return globSync("app/features/*/graphql/*.graphql")
    .sort()
    .map((location) => ({ location, document: parse(new Source(readFileSync(location, "utf8"), location)) }));
}

async function generate(schema: GraphQLSchema, documents: OperationFile[]): Promise<string> {
  const source = await codegen({
    filename: TARGET,
    schema: parse("scalar Unused"), // required by the type; `schemaAst` is the one that is used
    schemaAst: schema,
    documents,
    skipDocumentsValidation: true, // operationFaults has done it, without the cost of a second pass
    config: {
      enumType: "string-literal",
      enumsAsTypes: true,
      strictScalars: true,
      defaultScalarType: "unknown",
      scalars: SCALARS,
      immutableTypes: true,
      useTypeImports: true,
      avoidOptionals: { field: true, inputValue: false, object: true, defaultValue: false },
      onlyOperationTypes: true,
      disableDescriptions: true,
      arrayInputCoercion: false,
      skipTypename: true,
      documentMode: "documentNode",
      optimizeDocumentNode: true,
    },
    pluginMap: { operations, typedDocuments },
    plugins: [{ operations: {} }, { typedDocuments: {} }],
  });
  return HEADER + source;
}

function current(): string | undefined {
  try {
    return readFileSync(TARGET, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

const sdl = gunzipSync(readFileSync(SCHEMA)).toString();
const schema = buildSchema(sdl, { assumeValid: true, assumeValidSDL: true, noLocation: true });
const files = readOperations();

const faults = operationFaults(schema, files, ALLOWED_DEPRECATIONS);
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}

const wanted = await generate(schema, files);
const upToDate = current() === wanted;
if (process.argv.includes("--check")) {
  if (!upToDate) {
    console.error(`${TARGET} is not what the .graphql files say: run \`npm run codegen\` and commit it`);
    process.exit(1);
  }
} else if (!upToDate) {
  mkdirSync(dirname(TARGET), { recursive: true });
  writeFileSync(TARGET, wanted);
}
console.log(`${String(files.length)} documents, ${(wanted.length / 1024).toFixed(1)} KB`);
