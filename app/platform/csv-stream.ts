import { csvRow } from "./csv.ts";

/** How many rows a list reads at once for a file. */
export const CSV_BATCH = 500;

/** Lines of a file, and the place they end at; null: these are the last. */
interface Batch<Place> {
  readonly lines: readonly (readonly string[])[];
  readonly after: Place | null;
}

/** Excel takes UTF-8 for something else without it. */
const BYTE_ORDER_MARK = "\uFEFF";

/** A small file as a text. */
export function csvFile(heading: readonly string[], lines: readonly (readonly string[])[]): string {
  return `${BYTE_ORDER_MARK}${[heading, ...lines].map(csvRow).join("")}`;
}

/**
 * A file of any length, read batch by batch as it is sent: `read` is asked for what comes after a place (null: from the beginning), each time in a
 * transaction of its own, so that an export of an hour holds nothing open.
 */
export function csvStream<Place>(
  heading: readonly string[],
  read: (after: Place | null) => Promise<Batch<Place>>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let place: Place | null = null;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(csvFile(heading, [])));
    },
    async pull(controller) {
      const { lines, after } = await read(place);
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.map(csvRow).join("")));
      if (after === null) controller.close();
      place = after;
    },
  });
}

/** A batch of rows read with `CSV_BATCH` as their limit: a short one is the last. */
export function batchOf<Row, Place>(
  rows: readonly Row[],
  cells: (row: Row) => readonly string[],
  placeOf: (row: Row) => Place | null,
): Batch<Place> {
  const last = rows.length < CSV_BATCH ? undefined : rows.at(-1);
  return { lines: rows.map(cells), after: last === undefined ? null : placeOf(last) };
}
