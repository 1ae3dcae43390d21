import { setTimeout as wait } from "node:timers/promises";
import type { AdminClient } from "../../../platform/admin-api/client.server.ts";
import { EFFECTS } from "../../../core/effects.ts";
import { Bug, Retryable } from "../../../core/faults.ts";
import {
  PurchaseShippingLabelDocument,
  ShippingLabelPurchaseDocument,
} from "../../../platform/admin-api/operations.ts";
import { download } from "../broker/download.server.ts";
import type { Carrier } from "../domain/carrier.ts";
import { UNSUPPORTED } from "../domain/unsupported.ts";
import { isResult, labelOf, purchaseInput, readCodes, SHOPIFY_SHIPPING_FACTS, type ShopifyPackage } from "./map.ts";

const { share } = EFFECTS["label.purchase"];
/** Real milliseconds between looks at a purchase; together less than a lease. */
const LOOKS_MS = [0, 250, 500, 1_000, 2_000, 4_000, 8_000];
/** Shopify refuses a moment that is over when it looks. */
const SOON_MS = 5 * 60_000;

/** What it needs beside the merchant's box. */
export interface CarrierTools {
  readonly admin: AdminClient;
  readonly now: Date;
}

/** Shopify Shipping of one shop. Without `tools` nothing can be bought: it has no address but the shop's API. */
export function shopifyShipping(box: ShopifyPackage, tools: CarrierTools | undefined, origin?: string): Carrier {
  return {
    ...UNSUPPORTED,
    ...SHOPIFY_SHIPPING_FACTS,

    async buy(request) {
      if (!tools) throw new Bug("a label of Shopify Shipping needs the shop's API");
      const { admin, now } = tools;
      const purchase = purchaseInput(request, box, new Date(now.getTime() + SOON_MS));
      const { shippingLabelPurchase: answer } = await admin.request(
        PurchaseShippingLabelDocument,
        { purchase },
        { share },
      );
      const id = answer?.shippingLabelPurchaseResult?.id;
      if (id === undefined) return { status: "refused", codes: readCodes(answer?.userErrors ?? [{ code: null }]) };
      for (const ms of LOOKS_MS) {
        if (ms > 0) await wait(ms);
        const { node } = await admin.request(ShippingLabelPurchaseDocument, { id }, { share });
        if (!isResult(node) || node.status === "PENDING_PURCHASE") continue;
        if (node.status === "PURCHASE_FAILED") return { status: "refused", codes: readCodes(node.errors) };
        const bought = labelOf(node);
        if (bought) return { status: "bought", label: { ...bought.label, ...(await download(bought.url, origin)) } };
      }
      throw new Retryable("Shopify is still buying the label", { mayHaveHappened: true });
    },
  };
}
