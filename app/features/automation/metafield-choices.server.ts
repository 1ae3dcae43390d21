import { SHARES } from "../../core/effects.ts";
import { Retryable, Terminal } from "../../core/faults.ts";
import type { ShopId } from "../../core/ids.ts";
import { MetafieldNamesDocument } from "../../platform/admin-api/operations.ts";
import { adminFor } from "../shops/public.server.ts";
import type { Choice, DefinedList } from "./choices.server.ts";
import { fold } from "./domain/fold.ts";

const OWNERS = { orderMetafields: "ORDER", productMetafields: "PRODUCT" } as const;

/** The metafields that the shop has defined, those with the typed text in them. None when Shopify does not answer: a name can be typed as well. */
export async function metafieldChoices(shopId: ShopId, list: DefinedList, search: string): Promise<Choice[]> {
  const wanted = fold(search);
  try {
    const admin = await adminFor(shopId);
    const answer = await admin.request(MetafieldNamesDocument, { owner: OWNERS[list] }, { share: SHARES.people });
    return answer.metafieldDefinitions.nodes
      .map(({ name, namespace, key }) => ({ value: `${namespace}.${key}`, label: `${name} · ${namespace}.${key}` }))
      .filter(({ label }) => fold(label).includes(wanted));
  } catch (error) {
    if (error instanceof Retryable || error instanceof Terminal) return [];
    throw error;
  }
}
