import type { OrderId } from "../../core/ids.ts";
import { readFile, replaceFile } from "../../platform/files.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readPerson } from "../orders/public.server.ts";
import { ordersOf } from "./customer-orders.server.ts";
import { answerUntil, type DataSubject } from "./domain/compliance.ts";
import { PERSONAL_TABLES, SECRET_COLUMNS } from "./domain/personal-tables.ts";

/**
 * Collects everything we hold about a customer, over all tables, into one sealed JSON file for the merchant to hand over. Sealed persons and
 * files are opened into it (and each reading of a person is logged). Returns how many rows of each table it has.
 */
export async function exportCustomer(
  tx: ShopTx,
  subject: DataSubject,
  requestId: string,
  now: Date,
): Promise<{ counts: Record<string, number>; fileId: string }> {
  const orders = await ordersOf(tx, subject);
  const persons = await readPersons(tx, orders, requestId, now);
  const counts: Record<string, number> = {};
  const tables: Record<string, unknown> = {};
  for (const [table, condition] of Object.entries(PERSONAL_TABLES)) {
    const rows = await tx.rows(
      // Every condition may use $2 and $3; those that do not would leave their types open.
      `select * from ${table} where shop_id = $1 and ${condition} and ($2::bigint[] is null or true) and ($3::bigint is null or true)`,
      [tx.shopId, orders, subject.customerId],
    );
    counts[table] = rows.length;
    if (rows.length > 0) tables[table] = rows.map(shown);
  }
  const files = await openFiles(tx, tables["stored_file"]);
  const fileId = await replaceFile(tx, {
    owner: ownerOf(subject, requestId),
    contentType: "application/json",
    bytes: Buffer.from(JSON.stringify({ collectedAt: now, subject, persons, files, tables }, null, 2)),
    createdAt: now,
    deleteAfter: answerUntil(now),
  });
  return { counts, fileId };
}

/** Erasing a customer later erases the answers given about them, too (PERSONAL_TABLES). */
function ownerOf(subject: DataSubject, requestId: string): string {
  return subject.customerId === null ? `privacy_request:${requestId}` : `customer:${subject.customerId}`;
}

async function readPersons(
  tx: ShopTx,
  orders: readonly OrderId[],
  requestId: string,
  now: Date,
): Promise<Record<string, unknown>> {
  const persons: Record<string, unknown> = {};
  for (const orderId of orders) {
    const person = await readPerson(tx.shopId, orderId, `privacy_request:${requestId}`, "data_request", now);
    if (person) persons[orderId] = person;
  }
  return persons;
}

async function openFiles(tx: ShopTx, rows: unknown): Promise<Record<string, unknown>> {
  const files: Record<string, unknown> = {};
  for (const { file_id: fileId } of Array.isArray(rows) ? (rows as { file_id: string }[]) : []) {
    const file = await readFile(tx, fileId);
    if (file) files[fileId] = { contentType: file.contentType, base64: file.bytes.toString("base64") };
  }
  return files;
}

function shown(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).filter(([column, value]) => !SECRET_COLUMNS.has(column) && !Buffer.isBuffer(value)),
  );
}
