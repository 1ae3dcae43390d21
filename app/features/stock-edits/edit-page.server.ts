import { readId, type EditId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { EDIT_SOURCES, LINE_STATUSES, type EditSource, type LineStatus } from "./domain/edit.ts";
import { countLines, listEdits, listErrors, listLines, readEdit, type LineKey } from "./edits.server.ts";

const PAGE_SIZE = 100;
const EDITS_SHOWN = 50;

/** Which lines the page of an edit shows; lives in the address. */
export interface LineQuery {
  readonly status: LineStatus | null;
  readonly after: LineKey | null;
}

export function readLineQuery(parameters: URLSearchParams): LineQuery {
  const [, item, place, title] = /^(\d+)_(\d+)_([^\0]*)$/s.exec(parameters.get("after") ?? "") ?? [];
  const [itemId, locationId] = [readId<LineKey["itemId"]>(item), readId<LineKey["locationId"]>(place)];
  return {
    status: LINE_STATUSES.find((status) => status === parameters.get("status")) ?? null,
    after: itemId && locationId ? { itemId, locationId, title: title ?? "" } : null,
  };
}

/** Everything the page of an edit shows; undefined when the shop has none of this number. */
export async function editPage(tx: ShopTx, editId: EditId, query: LineQuery, userId: string) {
  const edit = await readEdit(tx, editId);
  if (!edit) return undefined;
  const { createdAt, staffId, ...shown } = edit;
  const found = await listLines(tx, editId, query, PAGE_SIZE + 1);
  const lines = found.slice(0, PAGE_SIZE);
  const last = lines.at(-1);
  return {
    edit: { ...shown, createdAt: createdAt.toISOString(), mine: staffId === userId, staffId },
    counts: await countLines(tx, editId),
    status: query.status,
    first: query.after === null,
    lines: lines.map(({ titleKey: _titleKey, ...line }) => line),
    after: found.length > PAGE_SIZE && last ? `${last.itemId}_${last.locationId}_${last.titleKey}` : null,
    errors: edit.source === "csv" ? await listErrors(tx, editId, PAGE_SIZE) : [],
  };
}

export interface EditsQuery {
  readonly source: EditSource | null;
  readonly before: EditId | null;
}

export function readEditsQuery(parameters: URLSearchParams): EditsQuery {
  return {
    source: EDIT_SOURCES.find((source) => source === parameters.get("source")) ?? null,
    before: readId<EditId>(parameters.get("before")) ?? null,
  };
}

/** Edits, newest first. */
export async function editsPage(tx: ShopTx, query: EditsQuery, userId: string) {
  const found = await listEdits(tx, query, EDITS_SHOWN + 1);
  const edits = found.slice(0, EDITS_SHOWN);
  return {
    source: query.source,
    first: query.before === null,
    before: found.length > EDITS_SHOWN ? (edits.at(-1)?.editId ?? null) : null,
    edits: edits.map(({ editId, source, status, reason, fileName, staffId, createdAt, lines }) => ({
      ...{ editId, source, status, reason, fileName, staffId, lines },
      mine: staffId === userId,
      createdAt: createdAt.toISOString(),
    })),
  };
}
