import { typedMinor } from "../../../core/money.ts";
import { readNumber, readRows, readSides, type NamedRow, type RowError } from "./read-rows.ts";

/** A box as somebody typed it. */
export interface TypedBox {
  readonly name: string;
  readonly lengthMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly emptyGrams: number;
  readonly mostGrams: number | null;
  readonly costMinor: number;
}

const WORDS = {
  name: ["name", "box", "nombre", "caja"],
  length: ["length", "largo"],
  width: ["width", "ancho"],
  height: ["height", "alto"],
  unit: ["unit", "unidad"],
  empty: ["empty weight (g)", "empty weight", "peso vacía (g)", "peso vacia (g)", "peso vacía", "peso vacia"],
  most: ["most weight (g)", "most weight", "peso máximo (g)", "peso maximo (g)", "peso máximo", "peso maximo"],
  cost: ["cost", "coste", "costo"],
} as const;
export const BOX_COLUMNS = Object.keys(WORDS) as (keyof typeof WORDS)[];

const LONGEST_NAME = 60;
/** A tonne: nobody packs more by hand. */
const MOST_GRAMS = 1_000_000;

/** Reads a list of boxes. Good rows are taken, whatever is wrong with others. `currency`: of the costs. */
export function readBoxes(
  lines: readonly { readonly line: number; readonly cells: readonly string[] }[],
  currency: string,
): { readonly boxes: TypedBox[]; readonly errors: RowError[] } {
  const { rows, errors } = readRows(lines, WORDS, ["unit", "empty", "most", "cost"]);
  const boxes = new Map<string, TypedBox & { readonly line: number }>();
  const wrong: RowError[] = [...errors];
  for (const row of rows) {
    const box = readBox(row, currency);
    const before = "name" in box ? boxes.get(box.name) : undefined;
    if (!("name" in box)) wrong.push({ line: row.line, ...box });
    else if (before)
      wrong.push({ line: row.line, column: row.heading("name"), code: "twice", text: String(before.line) });
    else boxes.set(box.name, { ...box, line: row.line });
  }
  return { boxes: [...boxes.values()].map(({ line: _line, ...box }) => box), errors: wrong };
}

function readBox(row: NamedRow<keyof typeof WORDS>, currency: string): TypedBox | Omit<RowError, "line"> {
  const wrong = (column: keyof typeof WORDS, code: RowError["code"], text = row.value(column)) => ({
    column: row.heading(column),
    code,
    text,
  });
  const name = row.value("name");
  if (name === "") return wrong("name", "missing");
  if (name.length > LONGEST_NAME) return wrong("name", "too_long", name.slice(0, LONGEST_NAME));
  // What fits into 29.9 cm may not fit into 29: inner sides are rounded down.
  const sides = readSides(row, Math.floor);
  if ("code" in sides) return sides;
  const weight = (column: "empty" | "most") => {
    const text = row.value(column);
    return text === "" ? null : (readNumber(text) ?? ("wrong" as const));
  };
  const [empty, most] = [weight("empty"), weight("most")];
  if (empty === "wrong") return wrong("empty", "not_number");
  if (most === "wrong") return wrong("most", "not_number");
  if (empty !== null && empty > MOST_GRAMS) return wrong("empty", "out_of_range");
  if (most !== null && (most > MOST_GRAMS || most <= (empty ?? 0))) return wrong("most", "out_of_range");
  const cost = row.value("cost") === "" ? 0 : typedMinor(row.value("cost"), currency);
  if (cost === undefined) return wrong("cost", "not_number");
  return {
    name,
    ...sides,
    emptyGrams: Math.ceil(empty ?? 0),
    mostGrams: most === null ? null : Math.floor(most),
    costMinor: cost,
  };
}
