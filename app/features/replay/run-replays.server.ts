import { Retryable } from "../../core/faults.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { inLease, LostLease, type Lease } from "../../platform/lanes.server.ts";
import { log } from "../../platform/log.server.ts";
import { asksForPersonal } from "../automation/domain/public.ts";
import { personalFactsOf } from "../orders/public.server.ts";
import { openThread, type ReplayThread } from "./ask-thread.server.ts";
import { readCompared } from "./compared.server.ts";
import type { Compared } from "./domain/replay.ts";
import type { Totals } from "./domain/totals.ts";
import { deleteRows, endReplay, insertRows, openReplay, setProgress, type StoredReplay } from "./replays.server.ts";
import { countSnapshots, coverageOf, readSnapshots } from "./snapshots.server.ts";
import type { Page } from "./thread-messages.ts";

/** Decisions in a page: 1.5 MB, and a third of a second of the thread. */
const PAGE = 1_000;
const DELETED_AT_ONCE = 5_000;
/** Another shop's replay has this process's thread: look again after this. */
const BUSY_MS = 1_000;

/** One thread a process: replays are not urgent, and other lanes need the cores. */
let running = false;

/**
 * What replays have to do in a shop's long lane. A replay that was killed begins anew: what it carries from one order to the next is in its thread, and
 * its rows are not shown before it is done. `nextInMs`: real milliseconds until there is more to do.
 */
export async function runReplays(lease: Lease, now: () => Date): Promise<{ nextInMs?: number }> {
  for (;;) {
    const replay = await inLease(lease, openReplay);
    if (replay === undefined) return {};
    if (running) return { nextInMs: BUSY_MS };
    running = true;
    try {
      await runReplay(lease, replay, now);
    } finally {
      running = false;
    }
  }
}

async function runReplay(lease: Lease, replay: StoredReplay, now: () => Date): Promise<void> {
  const end = (how: Parameters<typeof endReplay>[2]) =>
    inLease(lease, (tx) => endReplay(tx, replay.replayId, how, now()));
  await deleteAll(lease, replay);
  const compared = await inLease(lease, (tx) => readCompared(tx, replay));
  if (compared === undefined) {
    await end({ status: "failed", failure: "changed" });
    return;
  }
  const thread = openThread(compared);
  try {
    const totals = await replayPages(lease, replay, compared, thread);
    const coverage = await inLease(lease, (tx) => coverageOf(tx, replay));
    if (totals && (await end({ status: "done", totals: { ...totals, coverage } }))) return;
  } catch (error) {
    // What passes is tried again. Anything else would come again: it must not keep the lane from its other work.
    if (error instanceof Retryable || error instanceof LostLease) throw error;
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log.error({ event: "replay.broke", shopId: lease.shopId, replayId: replay.replayId, message });
    await end({ status: "failed", failure: "broken" });
  } finally {
    await thread.end();
  }
  await deleteAll(lease, replay);
}

async function deleteAll(lease: Lease, { replayId }: StoredReplay): Promise<void> {
  while ((await inLease(lease, (tx) => deleteRows(tx, replayId, DELETED_AT_ONCE))) === DELETED_AT_ONCE);
}

/**
 * Gives the thread one page after the other. While it replays one, the next is read and what it answered before is stored. Undefined: somebody ended the
 * replay.
 */
async function replayPages(
  lease: Lease,
  replay: StoredReplay,
  compared: Compared,
  thread: ReplayThread,
): Promise<Totals | undefined> {
  const withPersonal = asksPersonal(compared);
  const read = (after?: Page["decisions"][number]) => inLease(lease, (tx) => readPage(tx, replay, after, withPersonal));
  const total = await inLease(lease, (tx) => countSnapshots(tx, replay));
  let done = 0;
  let page = await read();
  let asked = thread.ask(page);
  while (page.decisions.length > 0) {
    const following = await read(page.decisions.at(-1));
    const answer = await asked;
    asked = thread.ask(following);
    done += page.decisions.length;
    const goesOn = await inLease(lease, async (tx) => {
      const isOpen = await setProgress(tx, replay.replayId, done, total);
      if (isOpen && "rows" in answer) await insertRows(tx, replay.replayId, answer.rows);
      return isOpen;
    });
    if (!goesOn) return undefined;
    page = following;
  }
  await asked;
  const answer = await thread.ask("totals");
  return "totals" in answer ? answer.totals : undefined;
}

async function readPage(
  tx: ShopTx,
  replay: StoredReplay,
  after: Page["decisions"][number] | undefined,
  withPersonal: boolean,
): Promise<Page> {
  const stored = await readSnapshots(tx, replay, after, PAGE);
  const orderIds = stored.map(({ orderId }) => orderId);
  const bodies = stored.map(({ body }) => body);
  const joined = new Uint8Array(bodies.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const body of bodies) {
    joined.set(body, at);
    at += body.length;
  }
  return {
    decisions: stored.map(({ body, ...decision }) => ({ ...decision, bytes: body.length })),
    bodies: joined,
    personal: withPersonal ? await personalFactsOf(tx, orderIds) : new Map(),
  };
}

const asksPersonal = ({ before, after }: Compared): boolean =>
  [before, after]
    .flatMap(({ routing, acting }) => [...routing, ...(acting ?? [])])
    .some(({ sets }) => sets.some(({ rules }) => asksForPersonal(rules)));
