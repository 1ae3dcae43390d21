import { parseId } from "../core/ids.ts";
import type { ShopTx } from "./db/in-shop.server.ts";
import { open, seal } from "./seal.server.ts";

export interface NewFile {
  /** The thing the bytes belong to, `parcel:81`: part of the seal, so that a row moved to another owner does not open. */
  readonly owner: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly createdAt: Date;
  /** When the bytes may go; null keeps them until the owner goes. */
  readonly deleteAfter: Date | null;
}

/** Keeps bytes, sealed, as the one file of its owner: what the owner had before is replaced. Returns the file's id. */
export async function replaceFile(tx: ShopTx, file: NewFile): Promise<string> {
  await tx.run("delete from stored_file where shop_id = $1 and owner = $2", [tx.shopId, file.owner]);
  const rows = await tx.rows<{ file_id: string }>(
    `insert into stored_file (shop_id, owner, content_type, sealed, created_at, delete_after)
     values ($1, $2, $3, $4, $5, $6) returning file_id`,
    [
      tx.shopId,
      file.owner,
      file.contentType,
      seal(file.bytes, context(tx, file.owner)),
      file.createdAt,
      file.deleteAfter,
    ],
  );
  return parseId(rows[0]?.file_id ?? "");
}

/** The bytes of a file, or undefined when there is none of that id in this shop. Throws Bug when they were tampered with. */
export async function readFile(
  tx: ShopTx,
  fileId: string,
): Promise<{ readonly contentType: string; readonly bytes: Buffer } | undefined> {
  const [row] = await tx.rows<{ owner: string; content_type: string; sealed: Buffer }>(
    "select owner, content_type, sealed from stored_file where shop_id = $1 and file_id = $2",
    [tx.shopId, fileId],
  );
  return row && { contentType: row.content_type, bytes: open(row.sealed, context(tx, row.owner)) };
}

/** Deletes what is past its day; for the reconcile lane. Returns how many files went. */
export async function deleteOldFiles(tx: ShopTx, now: Date): Promise<number> {
  return tx.run("delete from stored_file where shop_id = $1 and delete_after <= $2", [tx.shopId, now]);
}

function context(tx: ShopTx, owner: string): string {
  return `file:${tx.shopId}:${owner}`;
}
