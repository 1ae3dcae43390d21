import { useCallback, useEffect, useRef, useState } from "react";
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

const TRY_AGAIN_MS = 2_000;
const MOST_AT_ONCE = 100;

const steadyNow = () => globalThis.performance.timeOrigin + globalThis.performance.now();

/**
 * Scans that are kept in the page until the server has taken them: also over a broken connection and a reload. Each has its own number, so that one whose
 * answer was lost is sent again and counted once.
 */
export function useScans(countId: string, whenTaken: () => void): Scanning {
  const store = `entrega.count.${countId}`;
  const queue = useRef<Waiting[]>([]);
  const sending = useRef(false);
  const [waiting, setWaiting] = useState(0);
  const [offline, setOffline] = useState(false);
  const [closed, setClosed] = useState(false);
  const [last, setLast] = useState<Scanning["last"]>(null);
  const [made, setMade] = useState<readonly string[]>([]);
  const taken = useRef(whenTaken);
  useEffect(() => {
    taken.current = whenTaken;
  }, [whenTaken]);

  const keep = useCallback(() => {
    setWaiting(queue.current.length);
    write(store, queue.current);
  }, [store]);

  const send = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    try {
      while (queue.current.length > 0) {
        const batch = queue.current.slice(0, MOST_AT_ONCE);
        const scanned = await post(countId, batch);
        setOffline(scanned === undefined);
        if (scanned === undefined) return;
        setClosed(scanned.status === "closed");
        if (scanned.status === "closed") return;
        queue.current = queue.current.slice(batch.length);
        keep();
        setLast((now) => resolved(now, scanned));
      }
      taken.current();
    } finally {
      sending.current = false;
    }
  }, [countId, keep]);

  useEffect(() => {
    queue.current = [...read(store), ...queue.current];
    keep();
    void send();
    const again = globalThis.window.setInterval(() => {
      if (queue.current.length > 0) void send();
    }, TRY_AGAIN_MS);
    return () => globalThis.window.clearInterval(again);
  }, [store, keep, send]);

  const push = (scan: Waiting) => {
    queue.current.push(scan);
    keep();
    void send();
  };
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

/** Undefined when it did not arrive: it is sent again. */
async function post(countId: string, batch: readonly Waiting[]): Promise<Scanned | undefined> {
  try {
    const now = steadyNow();
    const response = await globalThis.fetch(`/app/inventory/counts/${countId}/scans`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(batch.map(({ madeAt, ...scan }) => ({ ...scan, ageMs: Math.max(0, now - madeAt) }))),
    });
    return response.ok ? ((await response.json()) as Scanned) : undefined;
  } catch {
    return undefined;
  }
}

/** A browser may forbid a frame to store anything: then scans live as long as the page. */
function write(store: string, waiting: readonly Waiting[]): void {
  try {
    globalThis.sessionStorage.setItem(store, JSON.stringify(waiting));
  } catch {
    // Kept in the page.
  }
}

function read(store: string): Waiting[] {
  try {
    return JSON.parse(globalThis.sessionStorage.getItem(store) ?? "[]") as Waiting[];
  } catch {
    return [];
  }
}
