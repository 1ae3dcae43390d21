import fc from "fast-check";
import { expect, test } from "vitest";
import { itemDigest, type DescribedItem } from "./item-digest.ts";

const ITEM: DescribedItem = {
  title: "Camiseta",
  variant: "M",
  sku: "CAM-1",
  barcode: null,
  vendor: "Sol",
  type: "Ropa",
  status: "ACTIVE",
  policy: "DENY",
  tags: ["oferta", "verano"],
};

test("the API and a webhook describe the same item alike", () => {
  const told = { ...ITEM, barcode: "", status: "active", policy: "deny", tags: ["verano", " oferta"] };
  expect(itemDigest(told)).toBe(itemDigest(ITEM));
});

test("whatever changes, the digest does", () => {
  const keys = ["title", "variant", "sku", "barcode", "vendor", "type", "status", "policy"] as const;
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.string({ minLength: 1 }), (key, text) => {
      fc.pre(text.toLowerCase() !== ITEM[key]?.toLowerCase());
      expect(itemDigest({ ...ITEM, [key]: text })).not.toBe(itemDigest(ITEM));
    }),
  );
  expect(itemDigest({ ...ITEM, tags: ["oferta"] })).not.toBe(itemDigest(ITEM));
  // Parts do not run into each other.
  expect(itemDigest({ ...ITEM, title: "CamisetaM", variant: "" })).not.toBe(itemDigest(ITEM));
});
