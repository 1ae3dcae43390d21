/** The result of a bulk query of inventory items, served as Shopify does: made while it is sent, so that its size costs no memory. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";

export const LOCATIONS = 10;
const STATES = [
  "available",
  "on_hand",
  "committed",
  "incoming",
  "reserved",
  "damaged",
  "safety_stock",
  "quality_control",
];
const UPDATED = "2026-11-01T10:00:00Z";

const locationId = (n: number) => String(60_000_000_000 + n);
const itemId = (n: number) => String(9_007_199_254_740_993n + BigInt(n) * 2n);

/** The units of a level: deterministic, so that the rows of the baseline are the same. */
const unitsOf = (item: number, location: number) => (item * 7 + location * 13) % 50;

function linesOf(item: number): string {
  const id = `gid://shopify/InventoryItem/${itemId(item)}`;
  const variant = `gid://shopify/ProductVariant/${9_000_000_000 + item}`;
  const lines: object[] = [
    {
      __typename: "InventoryItem",
      id,
      sku: `SKU-${item}`,
      tracked: true,
      requiresShipping: true,
      updatedAt: UPDATED,
      measurement: { weight: { value: 250, unit: "GRAMS" } },
      unitCost: { amount: "4.20", currencyCode: "EUR" },
    },
    {
      __typename: "ProductVariant",
      id: variant,
      __parentId: id,
      title: "Default Title",
      barcode: null,
      inventoryPolicy: "DENY",
      product: {
        id: `gid://shopify/Product/${8_000_000_000 + item}`,
        title: `Camiseta ${item}`,
        vendor: "Acme",
        productType: "Ropa",
        status: "ACTIVE",
        tags: [],
      },
    },
  ];
  for (let location = 0; location < LOCATIONS; location += 1) {
    const units = unitsOf(item, location);
    lines.push({
      __typename: "InventoryLevel",
      id: `gid://shopify/InventoryLevel/${location}?inventory_item_id=${itemId(item)}`,
      __parentId: id,
      isActive: true,
      updatedAt: UPDATED,
      location: { id: `gid://shopify/Location/${locationId(location)}` },
      quantities: STATES.map((name) => ({ name, quantity: name === "available" || name === "on_hand" ? units : 0 })),
    });
  }
  return lines.map((line) => JSON.stringify(line)).join("\n") + "\n";
}

function* pieces(items: number): Generator<Buffer> {
  for (let item = 0; item < items; item += 50) {
    let text = "";
    for (let n = item; n < Math.min(items, item + 50); n += 1) text += linesOf(n);
    yield Buffer.from(text);
  }
}

/** Serves `/{items}`: the result with that many items. Resolves with its address. */
export async function startBulkServer(): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    response.writeHead(200, { "content-type": "application/jsonl" });
    Readable.from(pieces(Number(request.url?.slice(1)))).pipe(response);
  });
  server.listen(0);
  await new Promise((resolve) => server.once("listening", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
