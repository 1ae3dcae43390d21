import { readId, type ReplayId, type RuleSetId, type RuleVersionId, type ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readStartForm, type FormFault } from "./domain/start-form.ts";
import { ordersNamed } from "./rows.server.ts";
import { cancelReplay, startReplay, type Started } from "./start-replay.server.ts";

/** What came of a form. `unknownOrders`: names that no order has; nothing was started. `ended`: there was nothing to cancel any more. */
export type ReplayAnswer =
  | Started
  | { readonly kind: "invalid"; readonly fault: FormFault }
  | { readonly kind: "unknownOrders"; readonly names: readonly string[] }
  | { readonly kind: "cancelled" | "ended" };

/**
 * Does what a form asks: `do: start` with `version` and what to replay (domain/start-form.ts), or `do: cancel` with `replay`. Undefined: it is no
 * form of ours.
 */
export async function actOnReplays(
  shopId: ShopId,
  setId: RuleSetId,
  texts: Readonly<Record<string, string>>,
  who: string,
  now: Date,
): Promise<ReplayAnswer | undefined> {
  if (texts["do"] === "cancel") {
    const replayId = readId<ReplayId>(texts["replay"]);
    if (replayId === undefined) return undefined;
    return { kind: (await cancelReplay(shopId, replayId, now)) ? "cancelled" : "ended" };
  }
  const versionId = readId<RuleVersionId>(texts["version"]);
  if (texts["do"] !== "start" || versionId === undefined) return undefined;
  const typed = readStartForm(texts);
  if ("fault" in typed) return { kind: "invalid", fault: typed.fault };
  if ("days" in typed) return startReplay(shopId, { setId, versionId, what: typed }, who, now);
  const { orderIds, unknown } = await inShop(shopId, (tx) => ordersNamed(tx, typed.names));
  if (unknown.length > 0) return { kind: "unknownOrders", names: unknown };
  return startReplay(shopId, { setId, versionId, what: { orderIds } }, who, now);
}
