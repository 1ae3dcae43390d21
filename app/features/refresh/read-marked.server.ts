import type { Kind } from "../../core/kinds.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import { keepLease, LostLease } from "../../platform/lanes.server.ts";
import { beginRead, type ReadStamp } from "../../platform/read-number.server.ts";
import { count, note } from "../../platform/trace.server.ts";
import type { TakenMark } from "./domain/clearing.ts";
import { afterFault } from "./domain/set-aside.ts";
import { setAside } from "./set-aside.server.ts";
import { forgetMarks, takeMarks } from "./store.server.ts";
import { inRun, type RefreshRun } from "./tools.server.ts";

/** How marked things of one kind are read. */
export interface Reading {
  readonly kind: Kind;
  /** How many fit into one request, by what the shop's budget holds. */
  readonly most: (admin: AdminClient) => number;
  /** Reads them anew, as the read of this number; takes what is there into the mirror, and clears the marks, in one transaction at the end. */
  readonly read: (run: RefreshRun, marks: readonly TakenMark[], read: ReadStamp) => Promise<void>;
}

/** Reads as many marked things of one kind as fit. Returns how many marks were worked on. */
export async function readMarked(run: RefreshRun, reading: Reading): Promise<number> {
  const { marks, read } = await inRun(run, async (tx) => {
    const taken = await takeMarks(tx, reading.kind, reading.most(run.admin), run.now());
    await forgetMarks(
      tx,
      reading.kind,
      taken.marks.filter(({ known }) => known),
    );
    return taken;
  });
  const news = marks.filter(({ known }) => !known);
  count("marks", marks.length);
  note("causes", ...marks.map(({ cause }) => cause));
  note("read", ...news.map(({ objectId }) => `${reading.kind} ${objectId}`));
  const [suspects = [], others = []] = [true, false].map((is) => news.filter(({ suspect }) => suspect === is));
  await readOrSetAside(run, reading, others, read);
  // Failed before: read alone at once, or each webhook about one would have all others read twice.
  for (const each of suspects) await readOrSetAside(run, reading, [each], await beginRead(run.now()));
  return marks.length;
}

async function readOrSetAside(
  run: RefreshRun,
  reading: Reading,
  marks: readonly TakenMark[],
  read: ReadStamp,
): Promise<void> {
  const [first] = marks;
  if (!first) return;
  try {
    await reading.read(run, marks, read);
  } catch (error) {
    if (error instanceof LostLease) throw error;
    const next = afterFault(error, marks.length);
    if (next.do === "stop") throw error;
    await keepLease(run.lease);
    if (next.do === "setAside") return setAside(run, reading.kind, first, next.code, error);
    const half = Math.ceil(marks.length / 2);
    await readOrSetAside(run, reading, marks.slice(0, half), await beginRead(run.now()));
    await readOrSetAside(run, reading, marks.slice(half), await beginRead(run.now()));
  }
}
