import { useFetcher, useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import type { StockReason } from "../../../core/stock-reasons.ts";
import { useHref } from "../../../shell/ui/use-href.ts";
import type { GridSaved, ListedLine } from "../../stock-edits/domain/edit.ts";
import type { TypedState } from "../domain/typed.ts";
import type { ListedLevel } from "../list.server.ts";
import { focusWrongCell } from "../../../shell/ui/cell-field.tsx";
import { typedCells, type TypedCells } from "./typed-cells.ts";

/** What the page of an edit tells of it. */
interface WatchedEdit {
  readonly lines: readonly ListedLine[];
}

/** What a cell needs to be typed over. The same object until something of it has changed, so that rows need not be drawn again. */
export interface CellEdits {
  readonly mayChange: boolean;
  readonly cells: TypedCells;
  readonly lineOf: (level: Pick<ListedLevel, "itemId" | "locationId">, state: TypedState) => ListedLine | undefined;
  readonly answer: (line: ListedLine, how: "anyway" | "keep") => void;
}

/** The numbers of the list that were typed over, saving them, and what became of those that were saved last. */
export interface Edits {
  readonly inCells: CellEdits;
  readonly busy: boolean;
  readonly reason: StockReason;
  /** The edit that was saved last, and its lines. */
  readonly saved: { readonly editId: string; readonly gone: number; readonly lines: readonly ListedLine[] } | null;
  /** Nothing was saved, and why. */
  readonly refused: "gone" | null;
  readonly chooseReason: (reason: StockReason) => void;
  readonly save: () => void;
}

const LIVE_MS = 1_500;
const NO_LINES: readonly ListedLine[] = [];

export function useEdits(mayChange: boolean): Edits {
  const { i18n } = useTranslation();
  const href = useHref();
  const [cells] = useState(() => typedCells(groupOf(i18n.language)));
  const [reason, setReason] = useState<StockReason>("correction");
  const { data: saved, state, submit } = useFetcher<GridSaved>();
  const { submit: submitAnswer } = useFetcher();

  useEffect(() => {
    if (saved?.status === "saved") cells.stored();
  }, [cells, saved]);

  const editId = saved?.status === "saved" ? saved.editId : null;
  const lines = useWatchedEdit(editId);
  const answer = useCallback<CellEdits["answer"]>(
    ({ itemId, locationId, now }, how) => {
      if (editId === null) return;
      const form = { action: how, lines: `${itemId}_${locationId}_${now}` };
      submitAnswer(form, { method: "post", action: href(`/app/inventory/edits/${editId}`) });
    },
    [editId, href, submitAnswer],
  );
  const inCells = useMemo<CellEdits>(
    () => ({
      mayChange,
      cells,
      answer,
      lineOf: (level, of) =>
        lines.find((line) => line.itemId === level.itemId && line.locationId === level.locationId && line.state === of),
    }),
    [mayChange, cells, answer, lines],
  );
  return {
    inCells,
    busy: state !== "idle",
    reason,
    saved: saved?.status === "saved" ? { ...saved, lines } : null,
    refused: saved?.status === "refused" ? saved.code : null,
    chooseReason: setReason,
    save: () => {
      // A change that is sent twice is made twice.
      if (state !== "idle") return;
      // What is wrong is marked on the page before it is looked for.
      const ready = flushSync(cells.send);
      if (cells.problems() > 0) focusWrongCell();
      if (ready.length === 0) return;
      submit({ reason, lines: JSON.stringify(ready) }, { method: "post", action: href("/app/inventory/edits?index") });
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
  const lines = address === null ? NO_LINES : (data?.lines ?? NO_LINES);
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
