import { z } from "zod";
import type {
  PurchaseShippingLabelMutationVariables,
  ShippingLabelPurchaseQuery,
} from "../../../platform/admin-api/operations.ts";
import { toGid, parseId, type FulfillmentOrderId } from "../../../core/ids.ts";
import type { CarrierFacts, Label, LabelRequest } from "../domain/carrier.ts";

/**
 * Labels of Shopify Shipping, by `shippingLabelPurchase`: bought and printed, nothing more. Shopify tells neither rates nor what a label cost, has
 * no key that would make a second try safe, and fulfils what it sells a label of.
 */
export const SHOPIFY_SHIPPING_FACTS: CarrierFacts = {
  code: "shopify-shipping",
  name: "Shopify Shipping",
  trackedByShopify: true,
  fulfils: true,
  neverAgain: true,
  can: { rates: false, buy: true, void: false, track: false, manifest: false, addressCheck: false },
  services: [],
  mostNumbers: 1,
};

const size = z.coerce.number().gt(0).max(500);

/** The box labels are bought for, in centimetres and grams, as the merchant types it; `service`: "ups_shipping/03", or Shopify's own choice. */
export const packageSchema = z.strictObject({
  length: size,
  width: size,
  height: size,
  grams: z.coerce.number().min(0).max(30_000),
  service: z
    .string()
    .trim()
    .max(120)
    .regex(/^$|^[a-z0-9_]+\/[^/]+$/)
    .optional(),
});
export type ShopifyPackage = z.infer<typeof packageSchema>;

/** What a service of the account, or of the request, names: the carrier's code and its service's. */
export function purchaseInput(
  { fulfillmentOrderId, service, grams }: LabelRequest,
  box: ShopifyPackage,
  shipsAt: Date,
): PurchaseShippingLabelMutationVariables["purchase"] {
  const [carrierCode, serviceCode] = (service || box.service || "").split("/");
  return {
    fulfillmentOrderId: toGid("FulfillmentOrder", parseId<FulfillmentOrderId>(fulfillmentOrderId)),
    shippingDatetime: shipsAt.toISOString(),
    notifyCustomer: false,
    totalWeight: { value: grams, unit: "GRAMS" },
    packageInfo: {
      customPackage: {
        type: "BOX",
        weight: { value: box.grams, unit: "GRAMS" },
        dimensions: { length: box.length, width: box.width, height: box.height, unit: "CENTIMETERS" },
      },
    },
    ...(carrierCode && serviceCode ? { preferredRateSelection: { carrierCode, serviceCode } } : {}),
  };
}

type Node = ShippingLabelPurchaseQuery["node"];
type Result = Extract<Node, { readonly status: unknown }>;

/** Of all that a number may name, a purchase. */
export const isResult = (node: Node): node is Result => node !== null && "shippingLabels" in node;

/** All of a label but its bytes, and where they are; undefined when Shopify shows none. */
export function labelOf(
  result: Result,
): { readonly label: Omit<Label, "bytes" | "contentType">; readonly url: string } | undefined {
  const [bought] = result.shippingLabels;
  if (!bought?.trackingInfo?.number) return undefined;
  const { company, number, url } = bought.trackingInfo;
  const documents = bought.shippingDocuments.filter(({ documentType }) => documentType === "LABEL");
  const document = documents.find(({ format }) => format === "PDF") ?? documents[0];
  if (!document?.url) return undefined;
  return {
    label: {
      carrierRef: bought.id,
      trackingNumber: number,
      trackingUrl: url,
      courier: company,
      costMinor: null,
      currency: null,
      expectedAt: null,
    },
    url: document.url,
  };
}

/** Shopify's codes, as ours are written. */
export const readCodes = (errors: readonly { readonly code: string | null }[]): readonly string[] =>
  errors.map(({ code }) => (code ?? "refused").toLowerCase());
