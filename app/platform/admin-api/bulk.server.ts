import type { DocumentNode } from "graphql";
import { Bug, Retryable } from "../../core/faults.ts";
import { batchesOf, BrokenBulk, groupsOf, linesOf, type BulkGroup } from "./bulk-lines.ts";
import { bulkState, type BulkState } from "./bulk-state.ts";
import { bulkText } from "./bulk-text.ts";
import type { ShareNumber } from "./bucket.ts";
import type { AdminClient } from "./client.server.ts";
import { BulkStatusDocument, StartBulkDocument } from "./operations.ts";

/** A result that stops coming for so long is fetched again from where its rows ended. */
const SILENCE_MS = 20_000;

/**
 * Starts a bulk query (10 points, whatever the size). "busy": others use the five a shop may run at once. A lost answer leaves an operation
 * nobody reads. Throws Bug when Shopify does not accept the query.
 */
export async function startBulk(
  admin: AdminClient,
  document: DocumentNode,
  variables: Readonly<Record<string, string>>,
  share: ShareNumber,
): Promise<{ readonly id: string } | "busy"> {
  const query = bulkText(document, variables);
  const { bulkOperationRunQuery: answer } = await admin.request(StartBulkDocument, { query }, { share });
  const codes = (answer?.userErrors ?? []).map(({ code }) => code ?? "INVALID");
  if (codes.some((code) => code === "LIMIT_REACHED" || code === "OPERATION_IN_PROGRESS")) return "busy";
  const operation = answer?.bulkOperation;
  if (!operation) throw new Bug(`Shopify refused a bulk query: ${codes.join(", ")}`);
  return { id: operation.id };
}

/** How is it going? 1 point. */
export async function stateOfBulk(admin: AdminClient, id: string, share: ShareNumber): Promise<BulkState> {
  const { bulkOperation } = await admin.request(BulkStatusDocument, { id }, { share });
  return bulkState(bulkOperation ?? undefined);
}

/**
 * The result while it streams in, in batches of about `size` lines; the first `skip` lines were taken before. Throws BrokenBulk when it is gone
 * (addresses live seven days) or not what was asked for, Retryable when the line breaks.
 */
export async function* bulkBatches(url: string, skip: number, size: number): AsyncGenerator<BulkGroup[]> {
  yield* oneAhead(batchesOf(groupsOf(linesOf(chunksOf(await fetchResult(url))), skip), size));
}

/** The next one is read and parsed while the caller stores this one: a third of an import's time is ours, the rest PostgreSQL's. */
async function* oneAhead<T>(from: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = from.next();
  try {
    for (let now = await next; now.done !== true; now = await next) {
      next = from.next();
      next.catch(() => undefined); // it is thrown where it is awaited
      yield now.value;
    }
  } finally {
    await from.return(undefined);
  }
}

/** The address comes from Shopify's own answer. 4xx: the result is gone; the rest is worth another try. */
async function fetchResult(url: string): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Retryable("no answer to a bulk result", { cause });
  });
  if (response.status >= 500 || response.status === 429)
    throw new Retryable(`a bulk result answered ${response.status}`);
  if (response.ok && response.body) return response.body;
  await response.body?.cancel();
  throw new BrokenBulk("the result is gone", `result_${response.status}`);
}

/** The chunks of a stream; a broken or silent one is a Retryable. Leaving early closes the connection. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined); // already broken; its error is on its way
  }
}

async function inTime<T>(chunk: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("silence")), SILENCE_MS);
  });
  try {
    return await Promise.race([chunk, silence]);
  } catch (cause) {
    throw new Retryable("a bulk result broke off", { cause });
  } finally {
    clearTimeout(timer);
  }
}
