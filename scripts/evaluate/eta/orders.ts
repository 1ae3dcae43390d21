import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { z } from "zod";

const DAY_MS = 86_400_000;

/** "2018-05-31 22:01:00" or "2018-07-11", on the wall of the marketplace: no zone is told, so all are taken as of one. */
const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/)
  .transform((text) => Date.parse(`${text.length === 10 ? `${text} 00:00:00` : text}Z`.replace(" ", "T")))
  .refine(Number.isFinite, "no such time");
const orUnknown = <Schema extends z.ZodType>(schema: Schema) => z.union([z.literal("").transform(() => null), schema]);
const number = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .transform(Number);

/** The columns that are read. What became of an order (status, handover, days late, review) is not: only when it was delivered. */
const rowSchema = z.object({
  order_id: z.string().min(1),
  purchased_at: instant,
  approved_at: orUnknown(instant),
  ship_by: orUnknown(instant),
  delivered_at: orUnknown(instant),
  seller_id: z.string(),
  seller_state: z.string(),
  customer_state: z.string(),
  customer_zip: z.string(),
  km: orUnknown(number),
  weight_g: orUnknown(number),
  n_items: orUnknown(number),
});

export type Order = Readonly<z.infer<typeof rowSchema>>;

/**
 * The orders of a CSV file, which may be compressed (.gz).
 *
 * @throws Error that names the row and the column
 */
export function readOrders(file: string): Order[] {
  const bytes = readFileSync(file);
  const rows: unknown = parse(file.endsWith(".gz") ? gunzipSync(bytes) : bytes, {
    columns: true,
    skip_empty_lines: true,
  });
  const read = z.array(rowSchema).min(1, "no rows").safeParse(rows);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const [row, column] = issue?.path ?? [];
  const where = typeof row === "number" ? `row ${row + 2}, ${String(column)}: ` : "";
  throw new Error(`${file}: ${where}${issue?.message ?? "unreadable"}`);
}

/** Days within which the seller says that it hands over: counted from the approved payment, and part of the offer. */
export function handlingDaysOf({ ship_by, approved_at, purchased_at }: Order): number | null {
  return ship_by === null ? null : Math.max(0, (ship_by - (approved_at ?? purchased_at)) / DAY_MS);
}
