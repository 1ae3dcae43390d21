import { describe, expect, test } from "vitest";
import { startHarness, type GraphqlError, type Harness } from "../harness.ts";
import { deleteProduct, updateProduct } from "../state/change-products.ts";
import type { Product } from "../state/catalog.ts";
import { gid } from "../state/ids.ts";
import { bodyOf } from "../webhooks/bodies.ts";
import type { Json } from "../webhooks/json.ts";

const UPDATE = `mutation($productId: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(productId: $productId, variants: $variants) {
    product { id } productVariants { id inventoryPolicy barcode } userErrors { code field } } }`;

const SHELF = {
  products: [
    {
      title: "Mug",
      vendor: "Barro",
      productType: "Kitchen",
      tags: ["guarded", "new"],
      variants: [
        { title: "Blue", sku: "MUG-B", barcode: "8410000000017", priceMinor: 1250, unitCostMinor: 400, stock: [3, 4] },
        { title: "Red", sku: "MUG-R", priceMinor: 1250, inventoryPolicy: "CONTINUE" as const, stock: [-1] },
      ],
    },
    { title: "Cup", status: "DRAFT" as const, variants: [{ sku: "CUP", priceMinor: 500, stock: [1] }] },
  ],
};

async function openShelf() {
  const h = await startHarness({ seedShop: SHELF });
  h.devshop.installer.grant(h.shop, ["write_products"]);
  const told: { topic: string; body: Json }[] = [];
  const { world } = h.devshop;
  world.onEvent((shop, event) => told.push({ topic: event.topic, body: bodyOf(world, shop, event) }));
  return { h, told };
}

function mugOf(h: Harness): Product {
  const [mug] = h.shop.products.values();
  if (mug === undefined) throw new Error("no mug");
  return mug;
}

const update = (h: Harness, variants: object[], productId = gid("Product", mugOf(h).id)) =>
  h.data(UPDATE, { productId, variants });
const variantGid = (h: Harness, index: number) => gid("ProductVariant", [...h.shop.variants.keys()][index] ?? "");

describe("products and variants", () => {
  test("are listed by what the guard chooses by", async () => {
    const { h } = await openShelf();
    await using _open = h;
    const titles = async (query: string) => {
      const data = await h.data("query($q: String!) { products(first: 9, query: $q) { nodes { title } } }", {
        q: query,
      });
      return (data as { products: { nodes: { title: string }[] } }).products.nodes.map(({ title }) => title);
    };
    expect(await titles("status:active")).toEqual(["Mug"]);
    expect(await titles("vendor:Barro tag:guarded product_type:Kitchen")).toEqual(["Mug"]);
    expect(await titles("-tag:guarded")).toEqual(["Cup"]);
    expect(await titles("barcode:8410000000017")).toEqual(["Mug"]);
    const query = `{ productVariants(first: 9, query: "product_status:active tag:guarded") { nodes {
      sku barcode price inventoryPolicy inventoryQuantity product { vendor productType tags status totalInventory }
      inventoryItem { unitCost { amount } } } } }`;
    const product = {
      vendor: "Barro",
      productType: "Kitchen",
      tags: ["guarded", "new"],
      status: "ACTIVE",
      totalInventory: 6,
    };
    expect(await h.data(query)).toEqual({
      productVariants: {
        nodes: [
          {
            sku: "MUG-B",
            barcode: "8410000000017",
            price: "12.50",
            inventoryPolicy: "DENY",
            inventoryQuantity: 7,
            product,
            inventoryItem: { unitCost: { amount: "4.0" } },
          },
          {
            sku: "MUG-R",
            barcode: null,
            price: "12.50",
            inventoryPolicy: "CONTINUE",
            inventoryQuantity: -1,
            product,
            inventoryItem: { unitCost: null },
          },
        ],
      },
    });
  });
});

describe("productVariantsBulkUpdate", () => {
  test("changes policy and barcode, and tells once with every variant in the body", async () => {
    const { h, told } = await openShelf();
    await using _open = h;
    const changes = [
      { id: variantGid(h, 0), inventoryPolicy: "CONTINUE", barcode: null },
      { id: variantGid(h, 1), inventoryPolicy: "DENY" },
    ];
    expect(await update(h, changes)).toMatchObject({
      productVariantsBulkUpdate: {
        productVariants: [
          { inventoryPolicy: "CONTINUE", barcode: null },
          { inventoryPolicy: "DENY", barcode: null },
        ],
        userErrors: [],
      },
    });
    expect(told).toMatchObject([
      {
        topic: "products/update",
        body: {
          vendor: "Barro",
          status: "active",
          tags: "guarded, new",
          variants: [
            { inventory_policy: "continue", inventory_item_id: BigInt([...h.shop.items.keys()][0] ?? 0) },
            { inventory_policy: "deny", inventory_quantity: -1 },
          ],
        },
      },
    ]);
  });

  test("that changes nothing touches nothing", async () => {
    const { h, told } = await openShelf();
    await using _open = h;
    await update(h, [{ id: variantGid(h, 0), inventoryPolicy: "DENY" }]);
    expect([told, mugOf(h).updatedAt]).toEqual([[], mugOf(h).createdAt]);
  });

  test("is all or nothing", async () => {
    const { h, told } = await openShelf();
    await using _open = h;
    const good = { id: variantGid(h, 0), inventoryPolicy: "CONTINUE" };
    for (const [bad, code] of [
      [{ inventoryPolicy: "DENY" }, "PRODUCT_VARIANT_ID_MISSING"],
      [{ id: variantGid(h, 2) }, "PRODUCT_VARIANT_DOES_NOT_EXIST"],
    ] as const)
      expect(await update(h, [good, bad])).toMatchObject({
        productVariantsBulkUpdate: { product: null, userErrors: [{ code, field: ["variants", "1", "id"] }] },
      });
    expect(await update(h, [good], gid("Product", "1"))).toMatchObject({
      productVariantsBulkUpdate: { userErrors: [{ code: "PRODUCT_DOES_NOT_EXIST" }] },
    });
    expect(told).toEqual([]);
  });

  test("does not model other fields, and needs write_products", async () => {
    const { h } = await openShelf();
    await using _open = h;
    const codeOf = async (change: object) => {
      const variants = [{ id: variantGid(h, 0), ...change }];
      const { json } = await h.graphql(UPDATE, { productId: gid("Product", mugOf(h).id), variants });
      return (json.errors as GraphqlError[])[0]?.extensions?.code;
    };
    expect(await codeOf({ price: "1.00" })).toBe("NOT_MODELLED");
    h.devshop.installer.revoke(h.shop, ["write_products"]);
    expect(await codeOf({ barcode: "1" })).toBe("ACCESS_DENIED");
  });
});

describe("what a merchant does to a product", () => {
  test("is told, to the deletion with all its items", async () => {
    const { h, told } = await openShelf();
    await using _open = h;
    const mug = mugOf(h);
    await h.order();
    updateProduct(h.devshop.world, h.shop, mug, { status: "ARCHIVED" });
    deleteProduct(h.devshop.world, h.shop, mug);
    const products = told.filter(({ topic }) => /^(products|inventory_items)/.test(topic));
    expect(products).toMatchObject([
      { topic: "products/update", body: { variants: [{ inventory_quantity: 6 }, {}] } },
      { topic: "products/update", body: { status: "archived" } },
      { topic: "inventory_items/delete" },
      { topic: "inventory_items/delete" },
      { topic: "products/delete", body: { id: BigInt(mug.id) } },
    ]);
    expect([h.shop.variants.size, h.shop.levels.size]).toEqual([1, 1]);
  });
});
