import { createHash, randomUUID } from "node:crypto";
import type { FeedId, FeedRunId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { readFile, replaceFile } from "../../platform/files.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";

/** A file is kept in pieces: one of 50 MB would be in memory several times over. */
const PIECE = 4_000_000;
const KEPT_MS = 7 * 86_400_000;

export interface KeptFile {
  readonly fileIds: readonly string[];
  /** SHA-256 of the bytes. */
  readonly digest: string;
}

/** Keeps a file for a week, sealed, piece by piece while it comes in. */
export async function keepFile(
  shopId: ShopId,
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  now: Date,
  stillHeld: () => Promise<void> = () => Promise.resolve(),
): Promise<KeptFile> {
  const hash = createHash("sha256");
  const name = randomUUID();
  const fileIds: string[] = [];
  const keep = async (bytes: Uint8Array) => {
    await stillHeld();
    const file = {
      owner: `feed-file:${name}:${fileIds.length}`,
      contentType: "text/csv",
      bytes,
      createdAt: now,
      deleteAfter: new Date(now.getTime() + KEPT_MS),
    };
    fileIds.push(await inShop(shopId, (tx) => replaceFile(tx, file)));
  };
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    hash.update(chunk);
    waiting.push(chunk);
    size += chunk.length;
    if (size < PIECE) continue;
    await keep(Buffer.concat(waiting));
    [waiting, size] = [[], 0];
  }
  if (size > 0) await keep(Buffer.concat(waiting));
  return { fileIds, digest: hash.digest("hex") };
}

/** The pieces of a kept file, each read when it is asked for. Ends early when they are past their day. */
export async function* piecesOf(shopId: ShopId, fileIds: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const fileId of fileIds) {
    const file = await inShop(shopId, (tx) => readFile(tx, fileId));
    if (!file) return;
    yield file.bytes;
  }
}

/** Begins a run of a feed: with a file that was uploaded, or to be fetched. The long lane goes on with it. */
export async function beginRun(
  tx: ShopTx,
  feedId: FeedId,
  source: { readonly fileName: string; readonly file: KeptFile | null },
  now: Date,
): Promise<FeedRunId | undefined> {
  const [row] = await tx.rows<{ run_id: FeedRunId }>(
    `insert into stock_feed_run (shop_id, feed_id, status, file_name, file_ids, digest, started_at, clicked)
     values ($1, $2, $3, $4, $5, $6, $7, false) returning run_id`,
    [
      tx.shopId,
      feedId,
      source.file ? "reading" : "fetching",
      source.fileName.replaceAll("\0", "").slice(0, 255),
      source.file?.fileIds ?? [],
      source.file?.digest ?? "",
      now,
    ],
  );
  wakeLane(tx, "long");
  return row?.run_id;
}
