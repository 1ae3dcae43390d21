/** Mutations of products. */
import { updateVariants, type VariantChange } from "../../state/change-products.ts";
import { digitsOf } from "../../state/ids.ts";
import { accepting, notModelled, type Fields } from "../context.ts";
import { idOf, payload } from "./payload.ts";

interface VariantInput {
  id?: string | null;
  barcode?: string | null;
  inventoryPolicy?: "DENY" | "CONTINUE" | null;
}

/** What the input says to change. Anything but the policy and the barcode is not modelled, given or null. */
function changeOf({ id: _id, ...input }: VariantInput): VariantChange {
  const { barcode, inventoryPolicy, ...others } = input;
  const [other] = Object.keys(others);
  if (other !== undefined) throw notModelled(`ProductVariantsBulkInput.${other}`);
  return { ...(barcode === undefined ? {} : { barcode }), ...(inventoryPolicy == null ? {} : { inventoryPolicy }) };
}

export const productMutations: Fields<unknown> = {
  productVariantsBulkUpdate: accepting<unknown, { productId: string; variants: VariantInput[] }>(
    ["productId", "variants"],
    (_root, { productId, variants }, { world, shop }) =>
      payload(
        updateVariants(world, shop, {
          productId: idOf("Product", productId),
          variants: variants.map((each) => ({
            id: each.id == null ? undefined : digitsOf("ProductVariant", each.id),
            change: changeOf(each),
          })),
        }),
        (updated) => ({ ...updated }),
      ),
  ),
};
