import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { detectCarriers } from "../../../app/features/carriers/domain/numbers/detect-carriers.ts";

const USAGE = "tracking FILE.csv (courier_code, format_name, number, expect: valid or invalid)";

const vectorsSchema = z
  .array(
    z.object({
      courier_code: z.string().min(1),
      format_name: z.string().min(1),
      number: z.string().min(1),
      expect: z.enum(["valid", "invalid"]),
    }),
  )
  .min(1, "no rows");
type Vector = z.infer<typeof vectorsSchema>[number];

export interface TrackingScore {
  /** Valid numbers whose first reading is the courier. */
  readonly valid_right: number;
  readonly valid_total: number;
  /** Invalid numbers that the format they are invalid in takes. */
  readonly invalid_accepted: number;
}

/**
 * Asks the product whose the numbers of a file are. A number that is invalid in one format may be valid in another, so it counts as accepted when it is
 * taken for the format the row names. Each row that went wrong is given to `tell`, and each that another format takes.
 *
 * @throws Error that says what is wrong with the arguments or with which column of which row
 */
export function evaluateTracking(args: readonly string[], tell: (line: string) => void = console.log): TrackingScore {
  const [file, ...others] = args;
  if (file === undefined || others.length > 0) throw new Error(`usage: ${USAGE}`);
  const readings = readVectors(file).map((vector) => ({ vector, matches: detectCarriers(vector.number) }));

  const valid = readings.filter(({ vector }) => vector.expect === "valid");
  const wrong = valid.filter(({ vector, matches }) => matches[0]?.courier !== vector.courier_code);
  const taken = readings.filter(({ vector, matches }) => vector.expect === "invalid" && matches.length > 0);
  const accepted = taken.filter(({ vector, matches }) =>
    matches.some(({ courier, format }) => courier === vector.courier_code && format === vector.format_name),
  );
  for (const { vector, matches } of [...wrong, ...taken]) {
    const whose = matches.map(({ format, bits }) => `${format} (${bits.toFixed(1)} bits)`).join(", ") || "nobody's";
    tell(`${vector.number}: ${vector.expect} in ${vector.format_name}; read as ${whose}`);
  }
  return {
    valid_right: valid.length - wrong.length,
    valid_total: valid.length,
    invalid_accepted: accepted.length,
  };
}

function readVectors(file: string): Vector[] {
  const read = vectorsSchema.safeParse(parse(readFileSync(file), { columns: true, skip_empty_lines: true }));
  if (read.success) return read.data;
  const [row, column] = read.error.issues[0]?.path ?? [];
  const where = typeof row === "number" ? `row ${row + 2}, ${String(column)}: ` : "";
  throw new Error(`${file}: ${where}${read.error.issues[0]?.message ?? "unreadable"}`);
}
