import { readId, type MessageId, type ShopId } from "../../core/ids.ts";
import { config } from "../../config.server.ts";
import { isSameText } from "../../platform/same-text.server.ts";
import { wordHash } from "../../platform/seal.server.ts";

const signature = (shopId: ShopId, messageId: MessageId): string =>
  wordHash(shopId, `stop messages ${messageId}`).toString("base64url");

/** Where the reader of a message ends them: nobody else can have made this address. */
export const stopLink = (shopId: ShopId, messageId: MessageId): string =>
  `${config.appUrl}/messages/stop/${shopId}.${messageId}.${signature(shopId, messageId)}`;

/** Whose link this is; undefined when it is none of ours. */
export function readStopToken(
  token: string | undefined,
): { readonly shopId: ShopId; readonly messageId: MessageId } | undefined {
  const [shop, message, signed = ""] = token?.split(".") ?? [];
  const shopId = readId<ShopId>(shop);
  const messageId = readId<MessageId>(message);
  if (shopId === undefined || messageId === undefined) return undefined;
  return isSameText(signature(shopId, messageId), signed) ? { shopId, messageId } : undefined;
}
