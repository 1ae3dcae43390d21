/** Waiting for the app, with its progress shown. Each rejects when nothing has moved for a minute. */
import { setTimeout as sleep } from "node:timers/promises";
import { countApp, ended, isQuiet, total, type AppCounts } from "./app-counts.ts";
import type { Demo } from "./open-demo.ts";
import type { Progress } from "./progress.ts";

export interface Watch {
  /** The first import is done. */
  imported(): Promise<void>;
  /** All webhooks are in, also those that wait for a retry, and the app has nothing left to do. */
  settled(): Promise<void>;
  /** Every parcel's story has ended. */
  arrived(): Promise<void>;
  /** Settled, and looked over once more since: what a lost webhook did not tell is known too. */
  reconciled(): Promise<void>;
}

const LOOK_MS = 500;
const STUCK_MS = 60_000;
/** Shop, locations, items, orders, fulfillment orders. */
const IMPORTS = 5;
/** Parcels are under way for a week; after three one is lost. */
const LONGEST_MS = 21 * 86_400_000;

export function watch(demo: Demo, progress: Progress): Watch {
  async function until(isSo: (counts: AppCounts) => boolean, show: (counts: AppCounts) => void): Promise<void> {
    let before = "";
    let changedAt = Date.now();
    for (;;) {
      const counts = await countApp(demo.owner, demo.shop.domain);
      if (isSo(counts)) return;
      show(counts);
      const { reconciledTo: _moves, ...rest } = counts;
      const text = JSON.stringify(rest);
      if (text !== before) changedAt = Date.now();
      before = text;
      if (Date.now() - changedAt > STUCK_MS) throw new Error(`Nothing has moved for a minute: ${text}`);
      await sleep(LOOK_MS);
    }
  }
  const showWork = (counts: AppCounts) => {
    const { orders, undecided, marks, openIntents } = counts;
    const note = `${orders} orders known, ${total(counts.parcels)} parcels, ${marks} reads and ${openIntents} effects to do`;
    progress.at(orders - undecided, demo.shop.orders.size, note);
  };

  const result: Watch = {
    imported: () => until((counts) => (counts.imports["done"] ?? 0) >= IMPORTS && isQuiet(counts), showWork),
    async settled() {
      // One quiet look may be in the moment before an order's fulfillment orders exist; three in a row are not.
      for (let quiet = 0; quiet < 3;) {
        await until(isQuiet, showWork);
        quiet = demo.devshop.webhooks.pending() === 0 ? quiet + 1 : 0;
        await sleep(LOOK_MS);
      }
    },
    async arrived() {
      const deadline = demo.clock.now().getTime() + LONGEST_MS;
      const isOver = (counts: AppCounts) => ended(counts) === total(counts.parcels);
      await until(
        (counts) => isOver(counts) || demo.clock.now().getTime() > deadline,
        (counts) => {
          const day = demo.clock.now().toISOString().slice(0, 10);
          const [over, all] = [ended(counts), total(counts.parcels)];
          progress.at(over, all, `${day}  ${over} of ${all} parcels arrived`);
        },
      );
    },
    async reconciled() {
      await result.settled();
      const since = demo.clock.now();
      await until((counts) => counts.reconciledTo !== null && counts.reconciledTo > since && isQuiet(counts), showWork);
      await result.settled();
    },
  };
  return result;
}
