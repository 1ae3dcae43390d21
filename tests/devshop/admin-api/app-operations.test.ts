import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { isAbstractType, Kind, parse, visit, visitWithTypeInfo, TypeInfo, validate, type DocumentNode } from "graphql";
import { describe, expect, test } from "vitest";
import { RESOLVERS } from "./execute.ts";
import { adminSchema } from "./schema.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

async function operations(): Promise<DocumentNode> {
  const texts: string[] = [];
  for await (const name of glob("app/features/*/graphql/*.graphql", { cwd: ROOT }))
    texts.push(readFileSync(ROOT + name, "utf8"));
  return parse(texts.join("\n"));
}

/** Types whose fields need no entry of their own: pages, payloads and user errors are answered by their shape. */
const BY_SHAPE = /(Connection|Edge|Payload|UserError|CancelError)$|^PageInfo$/;

function unmodelled(document: DocumentNode): string[] {
  const { schema } = adminSchema();
  const info = new TypeInfo(schema);
  const missing = new Set<string>();
  visit(
    document,
    visitWithTypeInfo(info, {
      [Kind.FIELD](node) {
        const parent = info.getParentType();
        if (parent == null || isAbstractType(parent) || BY_SHAPE.test(parent.name) || node.name.value === "__typename")
          return;
        const field = RESOLVERS[parent.name]?.[node.name.value];
        if (field === undefined) missing.add(`${parent.name}.${node.name.value}`);
        const accepted = field === undefined || typeof field === "function" ? [] : field.accepts;
        for (const argument of node.arguments ?? [])
          if (field !== undefined && !accepted.includes(argument.name.value))
            missing.add(`${parent.name}.${node.name.value}(${argument.name.value}:)`);
      },
    }),
  );
  return [...missing].sort();
}

describe("the operations of the app", () => {
  test("ask for nothing the dev shop does not model", async () => {
    const document = await operations();
    expect(document.definitions.length).toBeGreaterThan(20);
    expect(unmodelled(document)).toEqual([]);
  });

  test("are valid in Shopify's schema", async () => {
    expect(validate(adminSchema().schema, await operations())).toEqual([]);
  });

  test("would be found out if they asked for more", () => {
    expect(
      unmodelled(
        parse("{ shop { name billingAddress { city } } orders(first: 1, savedSearchId: 1) { nodes { id } } }"),
      ),
    ).toEqual(["QueryRoot.orders(savedSearchId:)", "Shop.billingAddress", "ShopAddress.city"]);
  });
});

describe("the table of resolvers", () => {
  test("names only fields and arguments that Shopify's schema has", () => {
    const { schema } = adminSchema();
    const unknown: string[] = [];
    for (const [typeName, fields] of Object.entries(RESOLVERS)) {
      const type = schema.getType(typeName);
      const known = type !== undefined && "getFields" in type ? type.getFields() : {};
      for (const [name, field] of Object.entries(fields)) {
        const declared = known[name];
        if (declared === undefined) unknown.push(`${typeName}.${name}`);
        else if (typeof field !== "function" && "args" in declared) {
          const names = declared.args.map((each) => each.name);
          unknown.push(
            ...field.accepts.filter((each) => !names.includes(each)).map((each) => `${typeName}.${name}(${each}:)`),
          );
        }
      }
    }
    expect(unknown).toEqual([]);
  });
});
