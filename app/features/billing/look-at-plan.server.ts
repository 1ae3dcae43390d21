import { SHARES } from "../../core/effects.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import { ActiveSubscriptionDocument } from "../../platform/admin-api/operations.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { log } from "../../platform/log.server.ts";
import { PLANS } from "./domain/plans.ts";
import { subscriptionOf, type Subscription } from "./domain/subscription.ts";
import { readKnownPlan, writePlan } from "./store.server.ts";
import { tellChosen } from "./tell-chosen.server.ts";

/**
 * Asks Shopify what the shop has subscribed to, and keeps it. Called with each reconcile, and by somebody who comes from Shopify's page of plans (`chosen`):
 * what they chose there is told as theirs.
 */
export async function lookAtPlan(admin: AdminClient, now: Date, { chosen = false } = {}): Promise<void> {
  const { currentAppInstallation } = await admin.request(ActiveSubscriptionDocument, {}, { share: SHARES.rest });
  const { activeSubscriptions, allSubscriptions, app } = currentAppInstallation;
  const seen = activeSubscriptions.map(({ lineItems, ...subscription }) => {
    const [recurring] = lineItems.flatMap(({ plan: { pricingDetails: of } }) =>
      of.__typename === "AppRecurringPricing"
        ? [
            {
              planHandle: of.planHandle ?? null,
              interval: of.interval,
              amount: of.price.amount,
              currency: of.price.currencyCode,
            },
          ]
        : [],
    );
    return { ...subscription, currentPeriodEnd: subscription.currentPeriodEnd ?? null, recurring: recurring ?? null };
  });
  const said = subscriptionOf(seen, allSubscriptions.nodes[0]);
  tellUnknown(admin, said);
  await inShop(admin.shopId, async (tx) => {
    const { subscription: before } = await readKnownPlan(tx);
    const isNews = await writePlan(tx, said, app.handle ?? "", now);
    if (chosen && isNews) await tellChosen(tx, before, said, now);
  });
}

/** The listing has a plan that this version does not know: nothing is charged for its orders until somebody mends that. */
function tellUnknown({ shopId }: AdminClient, { status, handle }: Subscription): void {
  if (status === "active" && !PLANS.some((plan) => plan.handle === handle))
    log.error({ event: "billing.unknown_plan", shopId, handle });
}
