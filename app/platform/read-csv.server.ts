import { parse } from "csv-parse";

/** A row of a CSV file with the line at which it ends, counted from 1 as editors do. */
export interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The file is no CSV: a quote that is never closed, or a row longer than any row of ours. `line`: where it was seen. */
export class CsvBroken extends Error {
  override readonly name = "CsvBroken";
  readonly line: number;
  constructor(line: number, cause: unknown) {
    super(`not CSV from line ${line} on`, { cause });
    this.line = line;
  }
}

const LONGEST_ROW = 100_000;
const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/**
 * The rows of a CSV text, while it is read. Empty lines are left out; stray quotes are taken as text; an apostrophe before = + - @, which our own
 * exports put there against formulas, is taken off. Throws CsvBroken.
 */
export async function* readCsv(
  text: Iterable<string> | AsyncIterable<string>,
  delimiter: Delimiter,
): AsyncGenerator<CsvLine> {
  const parser = parse({
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    info: true,
    trim: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  const fed = feed(parser, text);
  try {
    for await (const row of parser) {
      const { record, info } = row as { record: string[]; info: { lines: number } };
      yield { line: info.lines, cells: record.map((cell) => cell.replace(/^'(?='*[=+\-@])/, "")) };
    }
    await fed;
  } catch (error) {
    if (isCsvError(error)) throw new CsvBroken(error.lines ?? 1, error);
    throw error;
  } finally {
    parser.destroy();
  }
}

/**
 * All rows of somebody's own file that fits into memory, whatever encoding and delimiter it has. `brokenAt`: it is no CSV, from this line on.
 */
export async function readCsvFile(file: Uint8Array): Promise<CsvLine[] | { readonly brokenAt: number }> {
  const text = decodeText(file, guessEncoding(file));
  const lines: CsvLine[] = [];
  try {
    for await (const line of readCsv([text], guessDelimiter(text))) lines.push(line);
  } catch (error) {
    if (error instanceof CsvBroken) return { brokenAt: error.line };
    throw error;
  }
  return lines;
}

async function feed(parser: ReturnType<typeof parse>, text: Iterable<string> | AsyncIterable<string>): Promise<void> {
  try {
    for await (const chunk of text) {
      if (parser.destroyed) return;
      if (!parser.write(chunk)) await drained(parser);
    }
    parser.end();
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function drained(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      parser.off("drain", done).off("close", done);
      resolve();
    };
    parser.on("drain", done).on("close", done);
  });
}

function isCsvError(error: unknown): error is Error & { readonly lines?: number } {
  return error instanceof Error && "code" in error && String(error.code).startsWith("CSV_");
}

/** The delimiter of a file by its beginning: the one that the first line has most of, outside quotes. Comma where it has none. */
export function guessDelimiter(text: string): Delimiter {
  const [line = ""] = text.replace(/"[^"]*"/g, "").split(/[\r\n]/, 1);
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** The encoding of a file by its bytes: the mark at its beginning, else UTF-8 if it is valid, else what Excel writes in Europe. */
export function guessEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** The text of a file, without the mark at its beginning. */
export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes);
}
