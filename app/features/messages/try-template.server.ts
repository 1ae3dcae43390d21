import type { ShopId } from "../../core/ids.ts";
import { config } from "../../config.server.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { openAccount } from "./account.server.ts";
import type { Rendered } from "./domain/render.ts";
import { handOver, whyNotTaken, type NotTaken } from "./smtp.server.ts";

/** `answer`: the mail server's code. */
export type Tried =
  | { readonly status: "tried"; readonly to: string; readonly answer: string }
  | NotTaken
  | { readonly status: "notVerified" };

/**
 * Sends a message of example data to whoever clicked: to the address Shopify has for them, or to the sender's own where it has none that it verified. Nobody
 * can name an address, so no shopper ever gets one. The answer is waited for. A click for this very mail: it needs no switch, and it is in no log.
 */
export async function tryTemplate(
  shopId: ShopId,
  write: (sender: string) => Rendered,
  email: string | null,
  now: Date,
): Promise<Tried> {
  const account = await inShop(shopId, (tx) => openAccount(tx, { verified: true }));
  if (!account) return { status: "notVerified" };
  const to = email ?? account.fromAddress;
  const messageId = `try.${shopId}.${String(now.getTime())}@${new URL(config.appUrl).hostname}`;
  const came = await handOver(account, { ...write(account.fromName), to, messageId, date: now });
  return came.status === "taken" ? { status: "tried", to, answer: came.answer } : whyNotTaken(came);
}
