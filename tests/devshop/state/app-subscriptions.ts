/** What a shop has subscribed to of the app, and what Shopify makes of the orders the app reports: Shopify App Pricing. */
import type { Digits } from "./ids.ts";
import type { Shop } from "./shop.ts";
import type { World } from "./world.ts";

/** A plan of the app's listing. Prices in US cents; `meter`: the handle of the events that are charged. */
interface ListedPlan {
  readonly handle: string;
  readonly name: string;
  readonly monthlyCents: number;
  readonly trialDays: number;
  readonly meter: { readonly handle: string; readonly unitCents: number } | null;
}

/** The listing of Entrega, as its owner keeps it in the Partner Dashboard. */
export const LISTING: readonly ListedPlan[] = [
  { handle: "free", name: "Free", monthlyCents: 0, trialDays: 0, meter: null },
  { handle: "grow", name: "Grow", monthlyCents: 2_900, trialDays: 14, meter: { handle: "extra_order", unitCents: 8 } },
  {
    handle: "scale",
    name: "Scale",
    monthlyCents: 9_900,
    trialDays: 14,
    meter: { handle: "extra_order", unitCents: 5 },
  },
];

export interface AppSubscription {
  readonly type: "AppSubscription";
  readonly id: Digits;
  readonly plan: ListedPlan;
  status: "ACTIVE" | "CANCELLED" | "FROZEN";
  readonly createdAt: Date;
  readonly trialDays: number;
}

/** An event as it was charged, or why it was not. Only the app's owner sees this, in the Dev Dashboard. */
export interface BillingEvent {
  readonly key: string;
  readonly handle: string;
  readonly at: Date;
  readonly value: number;
  readonly result: "INVALID_TIMESTAMP" | "NO_SUBSCRIPTION" | "PERIOD_CLOSED" | "SUBSCRIPTION_NOT_METERED" | "SUCCESS";
}

const DAY_MS = 86_400_000;
const CYCLE_MS = 30 * DAY_MS;

/** The one that is active; undefined: none is. */
export const activeSubscription = (shop: Shop): AppSubscription | undefined =>
  shop.appSubscriptions.find(({ status }) => status === "ACTIVE");

/** A merchant chooses a plan: at once, in place of the one before. The free one is no subscription. */
export function choosePlan(world: World, shop: Shop, handle: string): ListedPlan | undefined {
  const plan = LISTING.find((each) => each.handle === handle);
  if (plan === undefined) return undefined;
  cancelPlan(world, shop);
  if (plan.monthlyCents > 0) {
    // Days of trial are given once: whoever comes back has those that are left.
    const first = shop.appSubscriptions[0]?.createdAt ?? world.clock.now();
    const used = (world.clock.now().getTime() - first.getTime()) / DAY_MS;
    const subscription: AppSubscription = {
      type: "AppSubscription",
      id: world.nextId("Other"),
      plan,
      status: "ACTIVE",
      createdAt: world.clock.now(),
      trialDays: Math.max(0, Math.floor(plan.trialDays - used)),
    };
    shop.appSubscriptions.push(subscription);
    told(world, shop, subscription);
  }
  return plan;
}

/** The merchant leaves the plan, or the app. */
export function cancelPlan(world: World, shop: Shop): void {
  for (const each of shop.appSubscriptions) {
    if (each.status === "CANCELLED") continue;
    each.status = "CANCELLED";
    told(world, shop, each);
  }
}

/** The store's bill was not paid, or is paid again. */
export function freezePlan(world: World, shop: Shop, frozen: boolean): void {
  const [from, to] = frozen ? (["ACTIVE", "FROZEN"] as const) : (["FROZEN", "ACTIVE"] as const);
  for (const each of shop.appSubscriptions) {
    if (each.status !== from) continue;
    each.status = to;
    told(world, shop, each);
  }
}

/** End of the cycle of 30 days that now is in, counted from the end of the trial. */
export function periodEnd({ createdAt, trialDays }: AppSubscription, now: Date): Date {
  const begins = createdAt.getTime() + trialDays * DAY_MS;
  return new Date(begins + Math.max(0, Math.floor((now.getTime() - begins) / CYCLE_MS) + 1) * CYCLE_MS);
}

/** Takes an event of the app: a key counts once for ever. */
export function takeEvent(world: World, shop: Shop, event: Omit<BillingEvent, "result">): void {
  if (shop.billingEvents.some(({ key }) => key === event.key)) return;
  shop.billingEvents.push({ ...event, result: resultOf(world.clock.now(), activeSubscription(shop), event) });
}

function resultOf(
  now: Date,
  active: AppSubscription | undefined,
  { handle, at }: Omit<BillingEvent, "result">,
): BillingEvent["result"] {
  if (at.getTime() > now.getTime() + 5 * 60_000) return "INVALID_TIMESTAMP";
  if (active === undefined) return "NO_SUBSCRIPTION";
  if (active.plan.meter?.handle !== handle) return "SUBSCRIPTION_NOT_METERED";
  const ends = periodEnd(active, now).getTime();
  return at.getTime() > ends - CYCLE_MS && at.getTime() <= ends ? "SUCCESS" : "PERIOD_CLOSED";
}

/** Listings of before April 2026 have this webhook, and this one is such a listing unless its knob says otherwise. */
function told(world: World, shop: Shop, subscription: AppSubscription): void {
  if (world.knobs.plansAreTold && shop.installation !== null)
    world.emit(shop, { topic: "app_subscriptions/update", subscription });
}
