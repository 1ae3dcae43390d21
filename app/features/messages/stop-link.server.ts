import { timingSafeEqual } from "node:crypto";
import { readId, type MessageId, type ShopId } from "../../core/ids.ts";
import { config } from "../../config.server.ts";
import { wordHash } from "../../platform/seal.server.ts";

const signature = (shopId: ShopId, messageId: MessageId): Buffer => wordHash(shopId, `stop messages ${messageId}`);

/** Where the reader of a message ends them: nobody else can have made this address. */
export const stopLink = (shopId: ShopId, messageId: MessageId): string =>
  `${config.appUrl}/messages/stop/${shopId}.${messageId}.${signature(shopId, messageId).toString("base64url")}`;

/** Whose link this is; undefined when it is none of ours. */
export function readStopToken(
  token: string | undefined,
): { readonly shopId: ShopId; readonly messageId: MessageId } | undefined {
  const [shop, message, signed = ""] = token?.split(".") ?? [];
  const shopId = readId<ShopId>(shop);
  const messageId = readId<MessageId>(message);
  if (shopId === undefined || messageId === undefined) return undefined;
  const given = Buffer.from(signed, "base64url");
  const right = signature(shopId, messageId);
  return given.length === right.length && timingSafeEqual(given, right) ? { shopId, messageId } : undefined;
}
