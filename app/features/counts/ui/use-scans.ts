import { useState } from "react";
import { useOutbox } from "../../../shell/ui/use-outbox.ts";
import type { CountedItem, Scanned, Scans } from "../scans.server.ts";

/** What the page remembers of a scan until the server has it; `madeAt` by the page's steady clock, in milliseconds since 1970. */
type Waiting = Scans[number] extends infer Scan
  ? Scan extends { ageMs: number }
    ? Omit<Scan, "ageMs"> & { madeAt: number }
    : never
  : never;

export interface Scanning {
  /** How many scans the server does not have yet. */
  readonly waiting: number;
  /** The last attempt to send did not arrive. */
  readonly offline: boolean;
  /** The count takes no more scans. */
  readonly closed: boolean;
  /** The last code, and its item once it is known: null for one that nobody knows. */
  readonly last: { readonly code: string; readonly item: CountedItem | null | undefined } | null;
  readonly add: (code: string) => void;
  readonly set: (code: string, units: number, item: { readonly itemId: string }) => void;
  /** Takes back the last scan; undefined when there is none. */
  readonly undo: (() => void) | undefined;
}

const steadyNow = () => globalThis.performance.timeOrigin + globalThis.performance.now();

/** Scans of a count, each with its own number: one whose answer was lost is sent again and counted once. */
export function useScans(countId: string, whenTaken: () => void): Scanning {
  const [closed, setClosed] = useState(false);
  const [last, setLast] = useState<Scanning["last"]>(null);
  const [made, setMade] = useState<readonly string[]>([]);
  const { waiting, offline, push } = useOutbox<Waiting, Scanned>({
    store: `entrega.count.${countId}`,
    url: `/app/inventory/counts/${countId}/scans`,
    encode: ({ madeAt, ...scan }) => ({ ...scan, ageMs: Math.max(0, steadyNow() - madeAt) }),
    onAnswer: (scanned) => {
      setClosed(scanned.status === "closed");
      if (scanned.status === "closed") return false;
      setLast((now) => resolved(now, scanned));
      return true;
    },
    onEmpty: whenTaken,
  });
  const stamp = () => ({ id: globalThis.crypto.randomUUID(), madeAt: steadyNow() });
  const make = (scan: Exclude<Waiting, { kind: "undo" }>) => {
    setMade((before) => [...before, scan.id]);
    setLast((now) => ({ code: scan.code, item: now?.code === scan.code ? now.item : undefined }));
    push(scan);
  };
  const newest = made.at(-1);
  return {
    waiting,
    offline,
    closed,
    last,
    add: (code) => make({ ...stamp(), kind: "add", code }),
    set: (code, units, { itemId }) => make({ ...stamp(), kind: "set", code, units, itemId }),
    undo:
      newest === undefined
        ? undefined
        : () => {
            setMade((before) => before.slice(0, -1));
            push({ ...stamp(), kind: "undo", of: newest });
          },
  };
}

/** The last code with what the server said of it. After an undo no code was sent, and its item comes with its new number. */
function resolved(last: Scanning["last"], scanned: Extract<Scanned, { status: "taken" }>): Scanning["last"] {
  if (!last) return last;
  const itemId = last.code in scanned.codes ? scanned.codes[last.code] : last.item?.itemId;
  if (itemId === undefined) return last;
  return {
    code: last.code,
    item: scanned.items.find((item) => item.itemId === itemId) ?? (itemId === null ? null : last.item),
  };
}
