/** `shippingLabelPurchase`. Preferred rates are taken and change nothing; the price of a label is in no answer of Shopify's. */
import { purchaseLabel, type LabelPurchase } from "../../state/shipping-labels.ts";
import { gid } from "../../state/ids.ts";
import { accepting, own, type Fields, type ResolverTable } from "../context.ts";
import { idOf, payload } from "./payload.ts";

interface PurchaseArgs {
  shippingLabelPurchase: {
    fulfillmentOrderId: string;
    shippingDatetime: string | Date;
    packageInfo?: { customPackage?: { dimensions: { length: number; width: number; height: number } } | null } | null;
  };
}

export const shippingLabelMutations: Fields<unknown> = {
  shippingLabelPurchase: accepting<unknown, PurchaseArgs>(
    ["shippingLabelPurchase"],
    (_root, args, { world, shop, devShopUrl }) => {
      const { fulfillmentOrderId, shippingDatetime, packageInfo } = args.shippingLabelPurchase;
      const { length = 1, width = 1, height = 1 } = packageInfo?.customPackage?.dimensions ?? {};
      return payload(
        purchaseLabel(world, shop, {
          fulfillmentOrderId: idOf("FulfillmentOrder", fulfillmentOrderId),
          shippingDatetime: new Date(shippingDatetime),
          boxes: [length, width, height],
          labelUrl: `${devShopUrl}/easypost/labels/shopify.pdf`,
        }),
        (shippingLabelPurchaseResult) => ({ shippingLabelPurchaseResult }),
      );
    },
  ),
};

export const shippingLabelTypes: ResolverTable = {
  ShippingLabelPurchaseResult: {
    ...own<LabelPurchase>("status", "errors", "shippingLabels"),
    id: (each: LabelPurchase) => gid("ShippingLabelPurchaseResult", each.id),
    done: (each: LabelPurchase) => each.status !== "PENDING_PURCHASE",
  },
  ShippingLabelPurchaseError: own<LabelPurchase["errors"][number]>("code"),
  ShippingLabel: own<Record<string, unknown>>("id", "trackingInfo", "shippingDocuments"),
  ShippingObjectsShippingDocument: own<Record<string, unknown>>(
    "documentType",
    "format",
    "url",
    "printedAt",
    "shippingLabelId",
  ),
};
