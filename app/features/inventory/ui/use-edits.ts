import { useFetcher, useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { StockReason } from "../../../core/stock-reasons.ts";
import { useHref } from "../../../shell/ui/use-href.ts";
import type { GridSaved, ListedLine } from "../../stock-edits/domain/edit.ts";
import { readTyped, type Typed, type TypedState } from "../domain/typed.ts";
import type { ListedLevel } from "../list.server.ts";

type Level = Pick<ListedLevel, "itemId" | "locationId">;

interface TypedCell extends Level {
  readonly state: TypedState;
  readonly text: string;
  /** What stood there when typing began: only over that it is written. */
  readonly seen: number;
}

/** What the page of an edit tells of it. */
interface WatchedEdit {
  readonly lines: readonly ListedLine[];
}

export type CellProblem = Extract<Typed, { kind: "wrong" }>["code"] | "unfinished" | "both";

/** The numbers of the list that were typed over, saving them, and what became of those that were saved last. */
export interface Edits {
  readonly mayChange: boolean;
  /** Cells that are not saved. */
  readonly open: number;
  readonly busy: boolean;
  readonly reason: StockReason;
  /** The edit that was saved last, and its lines. */
  readonly saved: { readonly editId: string; readonly gone: number; readonly lines: readonly ListedLine[] } | null;
  /** Nothing was saved, and why. */
  readonly refused: "forbidden" | "gone" | null;
  readonly textOf: (level: Level, state: TypedState) => string | undefined;
  readonly problemOf: (level: Level, state: TypedState) => CellProblem | undefined;
  readonly lineOf: (level: Level, state: TypedState) => ListedLine | undefined;
  readonly type: (level: ListedLevel, state: TypedState, text: string, shown: string) => void;
  readonly chooseReason: (reason: StockReason) => void;
  readonly save: () => void;
  readonly discard: () => void;
  readonly answer: (line: ListedLine, how: "anyway" | "keep") => void;
}

const LIVE_MS = 1_500;
const keyOf = ({ itemId, locationId }: Level, state: TypedState) => `${itemId}-${locationId}-${state}`;
const other = (state: TypedState): TypedState => (state === "available" ? "on_hand" : "available");

/** A cell keeps what was typed until it is saved or taken back, on whatever page of the list it is. */
export function useEdits(mayChange: boolean): Edits {
  const { i18n } = useTranslation();
  const href = useHref();
  const [cells, setCells] = useState<ReadonlyMap<string, TypedCell>>(new Map());
  const [tried, setTried] = useState(false);
  const [reason, setReason] = useState<StockReason>("correction");
  const { data: answer, state, submit } = useFetcher<GridSaved>();
  const answering = useFetcher();
  const group = groupOf(i18n.language);

  const readCell = ({ text, state: of, seen }: TypedCell) => readTyped(text, of, seen, group);
  const isDoubled = (cell: TypedCell) => cells.has(keyOf(cell, other(cell.state)));
  const problemOf = (cell: TypedCell): CellProblem | undefined => {
    if (isDoubled(cell)) return "both";
    const typed = readCell(cell);
    if (typed.kind === "wrong") return typed.code;
    return typed.kind === "unfinished" && tried ? "unfinished" : undefined;
  };
  const good = [...cells.values()].flatMap((cell) => {
    const typed = readCell(cell);
    return !isDoubled(cell) && (typed.kind === "set" || typed.kind === "add") ? [{ cell, typed }] : [];
  });

  // What was sent is no longer open once it is stored; what is wrong stays, and what was typed since.
  const sent = useRef<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    if (answer?.status !== "saved") return;
    const stored = sent.current;
    setCells((before) => new Map([...before].filter(([key, { text }]) => stored.get(key) !== text)));
  }, [answer]);

  const editId = answer?.status === "saved" ? answer.editId : null;
  const lines = useWatchedEdit(editId);
  return {
    mayChange,
    open: cells.size,
    busy: state !== "idle",
    reason,
    saved: answer?.status === "saved" ? { ...answer, lines } : null,
    refused: answer?.status === "refused" ? answer.code : null,
    textOf: (level, of) => cells.get(keyOf(level, of))?.text,
    problemOf: (level, of) => {
      const cell = cells.get(keyOf(level, of));
      return cell && problemOf(cell);
    },
    lineOf: (level, of) =>
      lines.find((line) => line.itemId === level.itemId && line.locationId === level.locationId && line.state === of),
    type: ({ itemId, locationId, quantities }, of, text, shown) =>
      setCells((before) => {
        const key = keyOf({ itemId, locationId }, of);
        const after = new Map(before);
        if (text === shown) after.delete(key);
        else after.set(key, { itemId, locationId, state: of, text, seen: before.get(key)?.seen ?? quantities[of] });
        return after;
      }),
    chooseReason: setReason,
    save: () => {
      setTried(true);
      // A change that is sent twice is made twice.
      if (good.length === 0 || state !== "idle") return;
      sent.current = new Map(good.map(({ cell }) => [keyOf(cell, cell.state), cell.text]));
      const typed = good.map(({ cell: { text: _text, ...cell }, typed: change }) => ({ ...cell, ...change }));
      submit({ reason, lines: JSON.stringify(typed) }, { method: "post", action: href("/app/inventory/edits?index") });
    },
    discard: () => {
      setCells(new Map());
      setTried(false);
    },
    answer: ({ itemId, locationId, now }, how) => {
      if (editId === null) return;
      const form = { action: how, lines: `${itemId}_${locationId}_${now}` };
      answering.submit(form, { method: "post", action: href(`/app/inventory/edits/${editId}`) });
    },
  };
}

/** The lines of an edit; read again, with the list, while any is still to be written. */
function useWatchedEdit(editId: string | null): readonly ListedLine[] {
  const href = useHref();
  const { data, load } = useFetcher<WatchedEdit>();
  const { revalidate, state } = useRevalidator();
  const address = editId === null ? null : href(`/app/inventory/edits/${editId}`);
  useEffect(() => {
    if (address !== null) load(address);
  }, [address, load]);
  const lines = address === null ? [] : (data?.lines ?? []);
  const waits = lines.some(({ status }) => status === "planned");
  useEffect(() => {
    if (!waits || state !== "idle") return;
    // Reads the list and the edit: both are data of this page.
    const timer = globalThis.window.setTimeout(revalidate, LIVE_MS);
    return () => globalThis.window.clearTimeout(timer);
  }, [waits, state, revalidate, data]);
  return lines;
}

/** What separates thousands in a language. */
function groupOf(language: string): string {
  const parts = new Intl.NumberFormat(language, { useGrouping: "always" }).formatToParts(12_345);
  return parts.find(({ type }) => type === "group")?.value ?? ",";
}
