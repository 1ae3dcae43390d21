import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Source, buildSchema, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { mutationsThatNeedAKey, operationFaults } from "../../scripts/admin-operation-rules.ts";

const sdl = gunzipSync(
  readFileSync(join(import.meta.dirname, "../devshop/schema/admin-2026-10.graphql.gz")),
).toString();
const schema = buildSchema(sdl, { assumeValid: true, assumeValidSDL: true, noLocation: true });

const faultsOf = (text: string, allowed: [string, string][] = []) =>
  operationFaults(
    schema,
    [{ location: "a.graphql", document: parse(new Source(text, "a.graphql")) }],
    new Map(allowed),
  );

describe("the rules for Admin API operations", () => {
  it("lets a complete mutation pass", () => {
    const text = `mutation Move($id: ID!, $to: ID!) {
      fulfillmentOrderMove(id: $id, newLocationId: $to) { userErrors { field message code } }
    }`;
    expect(faultsOf(text)).toEqual([]);
  });

  it("names the file of an unknown field", () => {
    expect(faultsOf("query A { shop { nope } }")).toEqual([
      'a.graphql: Cannot query field "nope" on type "Shop". Did you mean "name"?',
    ]);
  });

  it("refuses two operations of one name, wherever they are", () => {
    const [fault, ...rest] = faultsOf("query A { shop { id } } query A { shop { name } }");
    expect(fault).toContain('only one operation named "A"');
    expect(rest).toEqual([]);
  });

  it("refuses a fragment nobody uses", () => {
    expect(faultsOf("query A { shop { id } } fragment F on Shop { id }")).toEqual([
      'a.graphql: Fragment "F" is never used.',
    ]);
  });

  it("refuses a mutation that does not select its user errors", () => {
    const text =
      "mutation Move($id: ID!, $to: ID!) { fulfillmentOrderMove(id: $id, newLocationId: $to) { movedFulfillmentOrder { id } } }";
    expect(faultsOf(text)).toEqual([
      "a.graphql: Move: fulfillmentOrderMove must select userErrors { field message code }",
    ]);
  });

  it("wants the code only where the error type has one", () => {
    const create = (errors: string) =>
      faultsOf(`mutation C($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) { userErrors { ${errors} } } }`);
    expect(create("field message")).toEqual([]);
    expect(create("message")).toEqual(["a.graphql: C: fulfillmentCreate must select userErrors { field message }"]);
  });

  it("reads user errors through a fragment", () => {
    const text = `
      mutation Move($id: ID!, $to: ID!) { fulfillmentOrderMove(id: $id, newLocationId: $to) { ...Errors } }
      fragment Errors on FulfillmentOrderMovePayload { userErrors { field message code } }`;
    expect(faultsOf(text)).toEqual([]);
  });

  it("asks for the field that replaced a deprecated list of user errors", () => {
    const text = `mutation Cancel($id: ID!) {
      orderCancel(orderId: $id, reason: OTHER, restock: true) { job { id } }
    }`;
    const faults = faultsOf(text).filter((fault) => fault.includes("must select"));
    expect(faults).toEqual(["a.graphql: Cancel: orderCancel must select orderCancelUserErrors { field message code }"]);
  });

  it("refuses an unkeyed call of a mutation that needs a key", () => {
    const adjust = (directive: string, variables: string) =>
      faultsOf(`mutation Adjust($input: InventoryAdjustQuantitiesInput!${variables}) {
        inventoryAdjustQuantities(input: $input) ${directive} { userErrors { field message code } }
      }`);
    expect(adjust("", "")).toEqual([
      "a.graphql: Adjust: inventoryAdjustQuantities fails at run time without @idempotent(key: $key)",
    ]);
    expect(adjust("@idempotent(key: $key)", ", $key: String!")).toEqual([]);
  });

  it("refuses a deprecated field unless it is on the list", () => {
    const text =
      "query A($id: ID!) { productVariant(id: $id) { displayName inventoryQuantity } order(id: $id) { totalPrice } }";
    expect(faultsOf(text)).toEqual([expect.stringContaining("a.graphql: The field Order.totalPrice is deprecated")]);
    expect(faultsOf(text, [["Order.totalPrice", "for the test"]])).toEqual([]);
  });

  it("refuses a page longer than Shopify serves", () => {
    expect(faultsOf("query A { locations(first: 251) { nodes { id } } }")).toEqual([
      "a.graphql: A: first: 251 is over Shopify's limit of 250",
    ]);
  });
});

describe("mutations that need an idempotency key", () => {
  it("are the sixteen that Shopify's documentation lists for 2026-10", () => {
    expect(mutationsThatNeedAKey(schema).sort()).toEqual([
      "inventoryActivate",
      "inventoryAdjustQuantities",
      "inventoryMoveQuantities",
      "inventorySetOnHandQuantities",
      "inventorySetQuantities",
      "inventoryShipmentAddItems",
      "inventoryShipmentCreate",
      "inventoryShipmentCreateInTransit",
      "inventoryShipmentReceive",
      "inventoryTransferCreate",
      "inventoryTransferCreateAsReadyToShip",
      "inventoryTransferDuplicate",
      "inventoryTransferSetItems",
      "locationActivate",
      "locationDeactivate",
      "refundCreate",
    ]);
  });
});
