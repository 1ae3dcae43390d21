/** `npm run demo -- --once`: a day of real orders, from the storefront to the doorstep. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Sample, SampleOrder } from "../../tests/devshop/seeds/sample.ts";
import { miscount } from "./miscount.ts";
import type { Demo } from "./open-demo.ts";
import type { Progress } from "./progress.ts";
import { placeInStorefront } from "./shopper.ts";
import { watch } from "./watch.ts";

/** Placed and decided before anything is switched on: shown, never touched. */
const OBSERVED = 12;
/** The shop's day, 07:20 to 19:30, takes a bit more than a minute; the week in which its parcels arrive less than one. */
export const DAY_SPEED = 600;
const WEEK_SPEED = 14_000;
const MISCOUNT_EVERY = 20;

export interface DayPlayed {
  readonly placed: number;
  /** Refused at checkout: sold out by then. */
  readonly soldOut: number;
  readonly observed: number;
  readonly miscounts: number;
}

/** Plays the sample's day and the week after it. Rejects when the app stands still. */
export async function playDay(demo: Demo, sample: Sample, progress: Progress): Promise<DayPlayed> {
  const app = watch(demo, progress);
  const orders = sample.orders.filter(({ day }) => day > 0);

  progress.phase("Installing, importing");
  await demo.merchant.install();
  await app.imported();

  progress.phase("Observing");
  for (const order of orders.slice(0, OBSERVED)) await placeInStorefront(demo, sample, order);
  await app.settled();
  await demo.merchant.connectCarrier(demo.carrierKey);
  await demo.merchant.switchAllOn();

  progress.phase("A day of orders");
  let miscounts = 0;
  let soldOut = 0;
  const midnight = Math.floor(demo.clock.now().getTime() / 86_400_000) * 86_400_000;
  for (const [index, order] of orders.entries()) {
    if (index < OBSERVED) continue;
    await reached(demo, new Date(midnight + timeOfDayMs(order)));
    const placed = await placeInStorefront(demo, sample, order);
    if (placed === undefined) soldOut += 1;
    else if (index % MISCOUNT_EVERY === 0 && miscount(demo, placed.orderId)) miscounts += 1;
    progress.at(index + 1, orders.length, `${order.at}  ${index + 1} of ${orders.length} orders`);
  }
  progress.phase("Working off");
  await app.settled();

  progress.phase("Parcels on their way");
  await demo.pace(WEEK_SPEED);
  // What a lost webhook did not tell is found by reconcile; if that leads to something new, it is waited for too.
  const { counters } = demo.devshop.webhooks;
  for (let before = -1; before !== counters.created;) {
    await app.arrived();
    before = counters.created;
    await app.reconciled();
  }
  progress.end();
  return { placed: orders.length - soldOut, soldOut, observed: OBSERVED, miscounts };
}

function timeOfDayMs({ at }: SampleOrder): number {
  const [hours = 0, minutes = 0] = at.split(":").map(Number);
  return (hours * 60 + minutes) * 60_000;
}

async function reached(demo: Demo, at: Date): Promise<void> {
  for (let wait = 1; wait > 0;) {
    wait = demo.clock.realDelay(at.getTime() - demo.clock.now().getTime());
    if (wait > 0) await sleep(Math.ceil(wait));
  }
}
