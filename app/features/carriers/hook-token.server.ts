import { readId, type ShopId } from "../../core/ids.ts";
import { isSameText } from "../../platform/same-text.server.ts";
import { wordHash } from "../../platform/seal.server.ts";

/** The address that a carrier tells about parcels of a shop: only it and the shop's staff know it, and it says whose parcels they are. */
export const hookPath = (shopId: ShopId, carrier: string): string =>
  `/carrier-hooks/${carrier}/${shopId}-${tokenOf(shopId, carrier)}`;

/** The shop that an address belongs to; undefined when it is none of ours. */
export function shopOfToken(carrier: string, token: string): ShopId | undefined {
  const [, id, given = ""] = /^(\d{1,19})-([\w-]{20,})$/.exec(token) ?? [];
  const shopId = readId<ShopId>(id);
  if (shopId === undefined) return undefined;
  return isSameText(tokenOf(shopId, carrier), given) ? shopId : undefined;
}

const tokenOf = (shopId: ShopId, carrier: string): string =>
  wordHash(shopId, `carrier hook ${carrier}`).toString("base64url");
