/** Mutations of products. */
import { updateVariants, type VariantChange } from "../../state/change-products.ts";
import { digitsOf, type Digits } from "../../state/ids.ts";
import { publish, unpublish } from "../../state/sales-channels.ts";
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

interface PublishArgs {
  id: string;
  input: { publicationId?: string | null; publishDate?: string | null }[];
}

function productOf(id: string): Digits {
  if (!id.startsWith("gid://shopify/Product/")) throw notModelled("publishing anything but products");
  return idOf("Product", id);
}

function channelOf(publicationId: string | null | undefined): Digits | null {
  if (publicationId == null) throw notModelled("PublicationInput without a publicationId");
  return digitsOf("Publication", publicationId);
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
  publishablePublish: accepting<unknown, PublishArgs>(["id", "input"], (_root, { id, input }, { world, shop }) => ({
    ...payload(
      publish(
        world,
        shop,
        productOf(id),
        input.map(({ publicationId, publishDate }) => ({
          publicationId: channelOf(publicationId),
          publishDate: publishDate == null ? null : new Date(publishDate),
        })),
      ),
      (publishable) => ({ publishable }),
    ),
    shop,
  })),
  publishableUnpublish: accepting<unknown, PublishArgs>(["id", "input"], (_root, { id, input }, { world, shop }) => ({
    ...payload(
      unpublish(
        world,
        shop,
        productOf(id),
        input.map(({ publicationId }) => channelOf(publicationId)),
      ),
      (publishable) => ({ publishable }),
    ),
    shop,
  })),
};
