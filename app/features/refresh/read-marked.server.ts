import type { Kind } from "../../core/kinds.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import { keepLease, LostLease } from "../../platform/lanes.server.ts";
import type { TakenMark } from "./domain/clearing.ts";
import { afterFault } from "./domain/set-aside.ts";
import { setAside } from "./set-aside.server.ts";
import { takeMarks } from "./store.server.ts";
import { inRun, type RefreshRun } from "./tools.server.ts";

/** How marked things of one kind are read. */
export interface Reading {
  readonly kind: Kind;
  /** How many fit into one request, by what the shop's budget holds. */
  readonly most: (admin: AdminClient) => number;
  /** Reads them anew, takes what is there into the mirror, and clears the marks, in one transaction at the end. */
  readonly read: (run: RefreshRun, marks: readonly TakenMark[]) => Promise<void>;
}

/** Reads as many marked things of one kind as fit. Returns how many marks were worked on. */
export async function readMarked(run: RefreshRun, reading: Reading): Promise<number> {
  const marks = await inRun(run, (tx) => takeMarks(tx, reading.kind, reading.most(run.admin), run.now()));
  const [suspects = [], others = []] = [true, false].map((is) => marks.filter(({ suspect }) => suspect === is));
  await readOrSetAside(run, reading, others);
  // Failed before: read alone at once, or each webhook about one would have all others read twice.
  for (const each of suspects) await readOrSetAside(run, reading, [each]);
  return marks.length;
}

async function readOrSetAside(run: RefreshRun, reading: Reading, marks: readonly TakenMark[]): Promise<void> {
  const [first] = marks;
  if (!first) return;
  try {
    await reading.read(run, marks);
  } catch (error) {
    if (error instanceof LostLease) throw error;
    const next = afterFault(error, marks.length);
    if (next.do === "stop") throw error;
    await keepLease(run.lease);
    if (next.do === "setAside") return setAside(run, reading.kind, first, next.code, error);
    const half = Math.ceil(marks.length / 2);
    await readOrSetAside(run, reading, marks.slice(0, half));
    await readOrSetAside(run, reading, marks.slice(half));
  }
}
