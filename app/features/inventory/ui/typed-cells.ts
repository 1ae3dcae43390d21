import { useSyncExternalStore } from "react";
import { readTyped, type Typed, type TypedState } from "../domain/typed.ts";
import type { ListedLevel } from "../list.server.ts";

type Level = Pick<ListedLevel, "itemId" | "locationId">;

interface TypedCell extends Level {
  readonly state: TypedState;
  readonly text: string;
  /** What stood there when typing began: only over that it is written. */
  readonly seen: number;
}

export type CellProblem = Extract<Typed, { kind: "wrong" }>["code"] | "unfinished" | "both";

/** A change that can be saved, as the server wants it, and what was typed. */
interface Ready extends Level {
  readonly state: TypedState;
  readonly seen: number;
  readonly kind: "set" | "add";
  readonly units: number;
}

/**
 * The numbers of a list that were typed over. They are kept beside React's tree: a key redraws one cell, and not a page with a hundred of them
 * (`npm run bench -- pages`: 200 ms until then). A cell keeps what was typed until it is saved or taken back, on whatever page of the list it is.
 */
export interface TypedCells {
  readonly subscribe: (listener: () => void) => () => void;
  readonly count: () => number;
  /** How many of them cannot be saved as they stand. */
  readonly problems: () => number;
  readonly textOf: (level: Level, state: TypedState) => string | undefined;
  readonly problemOf: (level: Level, state: TypedState) => CellProblem | undefined;
  /** `shown`: what stands there untouched; typing that takes the cell back. */
  readonly type: (level: Level, state: TypedState, text: string, shown: string, seen: number) => void;
  /** What can be saved. From now on what is unfinished is a problem. */
  readonly send: () => readonly Ready[];
  /** What was sent last is stored: it is no longer open, unless it was typed over since. */
  readonly stored: () => void;
  readonly discard: () => void;
}

const keyOf = ({ itemId, locationId }: Level, state: TypedState) => `${itemId}-${locationId}-${state}`;
const other = (state: TypedState): TypedState => (state === "available" ? "on_hand" : "available");

/** `group`: what separates thousands in the reader's language. */
export function typedCells(group: string): TypedCells {
  const cells = new Map<string, TypedCell>();
  const listeners = new Set<() => void>();
  let tried = false;
  let sent = new Map<string, string>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const read = ({ text, state, seen }: TypedCell) => readTyped(text, state, seen, group);
  const isDoubled = (cell: TypedCell) => cells.has(keyOf(cell, other(cell.state)));
  const problemIn = (cell: TypedCell): CellProblem | undefined => {
    if (isDoubled(cell)) return "both";
    const typed = read(cell);
    if (typed.kind === "wrong") return typed.code;
    return typed.kind === "unfinished" && tried ? "unfinished" : undefined;
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    count: () => cells.size,
    problems: () => [...cells.values()].filter((cell) => problemIn(cell) !== undefined).length,
    textOf: (level, state) => cells.get(keyOf(level, state))?.text,
    problemOf(level, state) {
      const cell = cells.get(keyOf(level, state));
      return cell && problemIn(cell);
    },
    type({ itemId, locationId }, state, text, shown, seen) {
      const key = keyOf({ itemId, locationId }, state);
      if (text === shown) cells.delete(key);
      else cells.set(key, { itemId, locationId, state, text, seen: cells.get(key)?.seen ?? seen });
      tell();
    },
    send() {
      tried = true;
      const ready = [...cells.values()].flatMap((cell) => {
        const typed = read(cell);
        return !isDoubled(cell) && (typed.kind === "set" || typed.kind === "add") ? [{ cell, typed }] : [];
      });
      sent = new Map(ready.map(({ cell }) => [keyOf(cell, cell.state), cell.text]));
      tell();
      return ready.map(({ cell: { text: _, ...cell }, typed }) => ({ ...cell, ...typed }));
    },
    stored() {
      for (const [key, text] of sent) if (cells.get(key)?.text === text) cells.delete(key);
      sent = new Map();
      tell();
    },
    discard() {
      cells.clear();
      tried = false;
      tell();
    },
  };
}

/** How many cells are not saved. */
export const useOpenCells = (cells: TypedCells): number => useSyncExternalStore(cells.subscribe, cells.count, () => 0);

/** How many of them cannot be saved as they stand. */
export const useWrongCells = (cells: TypedCells): number =>
  useSyncExternalStore(cells.subscribe, cells.problems, () => 0);

/** What was typed into one cell, and what is wrong with it. */
export function useTypedCell(cells: TypedCells, level: Level, state: TypedState) {
  const text = useSyncExternalStore(
    cells.subscribe,
    () => cells.textOf(level, state),
    () => undefined,
  );
  const problem = useSyncExternalStore(
    cells.subscribe,
    () => cells.problemOf(level, state),
    () => undefined,
  );
  return { text, problem };
}
