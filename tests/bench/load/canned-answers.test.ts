import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from "graphql";
import { expect, test } from "vitest";
import {
  CheckMoveDocument,
  RefreshFulfillmentOrdersDocument,
  RefreshInventoryLevelsDocument,
  RefreshOrdersDocument,
} from "../../../app/platform/admin-api/operations.ts";
import { dataOf } from "./canned-answers.ts";
import { fulfillmentOrderId, itemId, PLACES } from "./ids.ts";

const PLACE = `gid://shopify/Location/${PLACES[0]}`;

/** The fields that a document asks for and an answer does not have. */
function missing(document: DocumentNode, data: unknown): string[] {
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  return operation ? missingOf(operation.selectionSet, data, "", fragments) : ["operation"];
}

function missingOf(
  { selections }: SelectionSetNode,
  value: unknown,
  path: string,
  fragments: readonly FragmentDefinitionNode[],
): string[] {
  if (Array.isArray(value))
    return value.flatMap((each) => missingOf({ kind: Kind.SELECTION_SET, selections }, each, path, fragments));
  if (typeof value !== "object" || value === null) return [];
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.find(({ name }) => name.value === selection.name.value);
      return fragment ? missingOf(fragment.selectionSet, value, path, fragments) : [selection.name.value];
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) return missingOf(selection.selectionSet, value, path, fragments);
    const name = (selection.alias ?? selection.name).value;
    const field: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
    if (field === undefined) return [`${path}.${name}`];
    return selection.selectionSet ? missingOf(selection.selectionSet, field, `${path}.${name}`, fragments) : [];
  });
}

test.each([
  ["RefreshOrders", RefreshOrdersDocument, { ids: ["gid://shopify/Order/5000000000001"] }],
  [
    "RefreshFulfillmentOrders",
    RefreshFulfillmentOrdersDocument,
    { ids: [`gid://shopify/FulfillmentOrder/${fulfillmentOrderId(1)}`] },
  ],
  [
    "RefreshInventoryLevels",
    RefreshInventoryLevelsDocument,
    { ids: [`gid://shopify/InventoryItem/${itemId(1)}`], location: PLACE },
  ],
  [
    "CheckMove",
    CheckMoveDocument,
    { id: `gid://shopify/FulfillmentOrder/${fulfillmentOrderId(1)}`, locations: [PLACE] },
  ],
] as const)("the canned Admin API has every field that %s asks for", (operation, document, variables) => {
  expect(missing(document, JSON.parse(dataOf(operation, variables)))).toEqual([]);
});
