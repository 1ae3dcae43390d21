import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readActs, tell } from "../audit/public.server.ts";
import { NO_SUBSCRIPTION, type Subscription } from "./domain/subscription.ts";

const SUBJECT = "plan";

/** What of a subscription somebody chooses; its price is the listing's. Compared as text, so always in this order. */
const chosenOf = ({ status, handle, interval, trialEndsAt, test }: Chosen) => ({
  ...{ status, handle, interval, test },
  trialEndsAt: trialEndsAt === null ? null : new Date(trialEndsAt).toISOString(),
});
type Chosen = Pick<Subscription, "status" | "handle" | "interval" | "test"> & {
  readonly trialEndsAt: Date | string | null;
};

/**
 * Somebody comes from Shopify's page of plans: what they chose there is in the log of what people do, beside what there was. A webhook may have told us before
 * they were back, so it is also compared with what the log said last; who opens the same address once more chose nothing.
 */
export async function tellChosen(tx: ShopTx, known: Subscription, said: Subscription, now: Date): Promise<void> {
  const [last] = await readActs(tx, SUBJECT, { before: null, count: 1 });
  const logged = (last?.data["after"] ?? NO_SUBSCRIPTION) as Chosen;
  const after = chosenOf(said);
  const before = [known, logged].map(chosenOf).find((each) => JSON.stringify(each) !== JSON.stringify(after));
  if (before) await tell(tx, { code: "plan.chosen", subject: SUBJECT, data: { before, after } }, now);
}
