import { useState } from "react";
import { useOutbox } from "../../../shell/ui/use-outbox.ts";
import type { PickScanned, PickScans, ScanResult } from "../scans.server.ts";
import { alarm } from "./alarm.ts";

type Scan = PickScans[number];

/** What the page says of the last scan: nothing yet while it is on its way. */
export interface LastScan {
  readonly id: string;
  readonly code: string;
  readonly units: number;
  readonly result: ScanResult | null;
}

export interface PickScanning {
  /** How many scans the server does not have yet. */
  readonly waiting: number;
  readonly offline: boolean;
  /** The batch takes no more, or somebody else has it. */
  readonly stopped: Exclude<PickScanned, { status: "taken" }> | null;
  readonly last: LastScan | null;
  readonly scan: (code: string) => void;
  /** So many of what the page shows, typed by hand. */
  readonly type: (item: { readonly key: string; readonly code: string }, units: number) => void;
  /** Takes back the last scan that was taken; undefined when there is none. */
  readonly undo: (() => void) | undefined;
}

/**
 * Scans of a picking or packing page, each with its own number, kept until the server has taken them. A wrong one is said loudly. `url`: where they are sent;
 * `whenTaken`: the page reads itself again.
 */
export function usePickScans(url: string, whenTaken: () => void): PickScanning {
  const [stopped, setStopped] = useState<PickScanning["stopped"]>(null);
  const [last, setLast] = useState<LastScan | null>(null);
  const [taken, setTaken] = useState<readonly string[]>([]);
  const { waiting, offline, push } = useOutbox<Scan, PickScanned>({
    store: `entrega.pick.${url}`,
    url,
    encode: (scan) => scan,
    onAnswer: (answer, sent) => {
      setStopped(answer.status === "taken" ? null : answer);
      if (answer.status !== "taken") {
        alarm();
        return false;
      }
      const { results } = answer;
      if (Object.values(results).some(({ verdict }) => verdict !== "taken" && verdict !== "undone")) alarm();
      setLast((now) => (now ? { ...now, result: results[now.id] ?? now.result } : now));
      const good = sent.flatMap(({ id, kind }) => (kind === "scan" && results[id]?.verdict === "taken" ? [id] : []));
      setTaken((before) => [...before, ...good]);
      return true;
    },
    onEmpty: whenTaken,
  });
  const send = (scan: Extract<Scan, { kind: "scan" }>) => {
    setLast({ id: scan.id, code: scan.code, units: scan.units, result: null });
    push(scan);
  };
  const id = () => globalThis.crypto.randomUUID();
  const newest = taken.at(-1);
  return {
    waiting,
    offline,
    stopped,
    last,
    scan: (code) => send({ id: id(), kind: "scan", code, units: 1 }),
    type: ({ key, code }, units) => send({ id: id(), kind: "scan", code: code === "" ? key : code, units, item: key }),
    undo:
      newest === undefined
        ? undefined
        : () => {
            setTaken((before) => before.slice(0, -1));
            const own = id();
            setLast({ id: own, code: "", units: 0, result: null });
            push({ id: own, kind: "undo", of: newest });
          },
  };
}
