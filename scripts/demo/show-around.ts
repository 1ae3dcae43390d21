/** `npm run demo`: the shop is opened, orders begin to come in, and the addresses to look at are printed. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Sample } from "../../tests/devshop/seeds/sample.ts";
import type { Demo } from "./open-demo.ts";
import type { Progress } from "./progress.ts";
import { placeInStorefront, type OrderPlaced } from "./shopper.ts";
import { watch } from "./watch.ts";

/** There to look at when the addresses are printed. */
const FIRST_ORDERS = 5;
/** Then an order each three quarters of an hour in the shop. */
const ORDER_EVERY_MS = 45 * 60_000;

/** Opens the shop and lets orders come in as long as the sample lasts. Ends when the demo is stopped. */
export async function showAround(
  demo: Demo,
  sample: Sample,
  progress: Progress,
  say: (line: string) => void,
): Promise<never> {
  progress.phase("Installing, importing");
  await demo.merchant.install();
  await watch(demo, progress).imported();
  progress.end();
  await demo.merchant.connectCarrier(demo.carrierKey);
  await demo.merchant.switchAllOn();
  const coming = sample.orders.filter(({ day }) => day > 0);
  let example: OrderPlaced | undefined;
  for (const order of coming.splice(0, FIRST_ORDERS))
    example = (await placeInStorefront(demo, sample, order)) ?? example;

  const minutes = Math.round(demo.clock.realDelay(86_400_000) / 60_000);
  say(`
Entrega is running; a day in the shop takes ${String(minutes)} minutes.

  the shop's admin, with the app   ${demo.storeUrl}/apps/entrega
  the storefront                   ${demo.storefrontUrl}
  the shoppers' inbox              ${demo.inboxUrl}
  an order's status page           ${example?.statusUrl ?? "(place an order)"}
  health                           ${demo.appUrl}/health/ready  ${demo.workerUrl}/health/ready

All four effects are switched on and the stand-in carrier is connected; turn them off in the settings to see the app only
observe. Ctrl-C ends it. The next start begins with an empty shop.
`);
  for (const order of coming) {
    await sleep(demo.clock.realDelay(ORDER_EVERY_MS));
    await placeInStorefront(demo, sample, order);
  }
  return new Promise<never>(() => undefined);
}
