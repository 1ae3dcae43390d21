import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { recordIntents } from "../intents/public.server.ts";
import { shipWhatIsThere } from "../routing/public.server.ts";
import type { ChoiceKind } from "./domain/shopper-view.ts";
import { tellChoice } from "./tell-choice.server.ts";

interface Chosen {
  readonly choiceId: string;
  readonly orderId: OrderId;
  readonly kind: ChoiceKind;
}

/** `started`: it will happen. `cannot`: routing may not move and hold for this shop, or nothing waits any more. `staff`: only people can do it. */
export type CarriedOut = "started" | "cannot" | "staff";

/** Starts what a shopper chose. `by`: the staff member who clicked; null: the merchant lets us do it by ourselves. */
export async function carryOut(
  tx: ShopTx,
  { choiceId, orderId, kind }: Chosen,
  by: string | null,
  now: Date,
): Promise<CarriedOut> {
  switch (kind) {
    case "split": {
      if (!(await shipWhatIsThere(tx, orderId, now))) return "cannot";
      await setChoice(tx, choiceId, "done", by ?? "", now);
      return "started";
    }
    case "cancel": {
      // A second click after the first was withdrawn is another intent.
      const subject = by === null ? `choice ${choiceId}` : `choice ${choiceId} at ${now.toISOString()}`;
      const intent = { kind: "order.cancel", orderId, subject, input: { choiceId } } as const;
      if ((await recordIntents(tx, [intent], now, { clicked: by !== null })).length === 0) return "cannot";
      await setChoice(tx, choiceId, "doing", by ?? "", null);
      return "started";
    }
    case "swap":
    case "wait":
      return "staff";
  }
}

/** What has become of a choice. `at` null: it is not settled. Once it is done or declined, the shopper is told. */
export async function setChoice(
  tx: ShopTx,
  choiceId: string,
  status: "asked" | "doing" | "done" | "declined" | "refused",
  by: string,
  at: Date | null,
  codes: readonly string[] = [],
): Promise<void> {
  const [row] = await tx.rows<{ orderId: OrderId; kind: ChoiceKind }>(
    `update shopper_choice set status = $3, settled_by = $4, settled_at = $5, codes = $6 where shop_id = $1 and choice_id = $2
     returning order_id as "orderId", kind`,
    [tx.shopId, choiceId, status, by, at, codes],
  );
  if (row && at !== null && (status === "done" || status === "declined"))
    await tellChoice(tx, { choiceId, ...row }, status, at);
}
