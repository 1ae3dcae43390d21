import type { InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { upsertRows } from "../../platform/db/upsert.server.ts";
import { switchedOnSince } from "../intents/public.server.ts";
import { recordStockWrites, writesSettled, type SettledWrite, type StockPlanner } from "../inventory/public.server.ts";
import { itemsTogether, readBook, readRecipes, type BookedLevel, type SharedRules } from "./book.server.ts";
import { follow, type Leaves, type LevelWrite, type SharedStock } from "./domain/follow.ts";
import { leavesOf } from "./domain/recipe.ts";

const STALE = "CHANGE_FROM_QUANTITY_STALE";
/** A number that is the same so long after a refusal was surely read meanwhile. */
const SURELY_READ_MS = 60_000;
const DAY_MS = 86_400_000;

type Book = Pick<
  BookedLevel,
  "seenSeq" | "owed" | "owedBy" | "intentId" | "place" | "writing" | "fromAvailable" | "trouble"
>;
/** A level as the planner leaves it. */
type Planned = { -readonly [Key in keyof Book]: Book[Key] } & { readonly level: BookedLevel };

/**
 * Keeps items that are one thing together: what came to or left a shared item goes to its components, and each is set to what they allow. While the
 * switch is off nothing is owed: what the merchant does with the numbers by hand would be done twice.
 */
export const planShared: StockPlanner = async (tx, items, now) => {
  const together = await itemsTogether(tx, items);
  if (together.length === 0) return;
  const rules = await readRecipes(tx, together);
  const leaves: Leaves = new Map([...rules.recipes.keys()].map((item) => [item, leavesOf(rules.recipes, item)]));
  const levels = await readBook(tx, together, [...leaves.keys()]);
  const since = await switchedOnSince(tx, "stock");
  const settled = await settledOf(tx, levels);
  const planned = levels.map((level) => {
    const each: Planned = { ...level, level };
    if (level.intentId !== null) takeWrite(each, settled.get(level.intentId), leaves);
    if (since === null) each.owed = each.intentId === null ? 0 : each.writing;
    return each;
  });
  const writes: { readonly planned: Planned; readonly write: LevelWrite }[] = [];
  if (since !== null)
    for (const place of Map.groupBy(planned, ({ level }) => level.locationId).values())
      writes.push(...followAt(place, leaves, rules, now));
  await record(tx, writes, rules, now);
  await store(tx, planned, { since, now });
};

async function settledOf(tx: ShopTx, levels: readonly BookedLevel[]) {
  const open = new Set(levels.flatMap(({ intentId }) => (intentId === null ? [] : [intentId])));
  return new Map((await writesSettled(tx, [...open])).map((write) => [write.intentId, write]));
}

/** Takes what became of the write under way into the book; one that asks a person stays under way. */
function takeWrite(each: Planned, write: SettledWrite | undefined, leaves: Leaves): void {
  if (!write) return;
  if (write.status === "asks") {
    each.trouble = "asks";
    return;
  }
  const fault = write.at.length === 0 ? write.codes[0] : write.at.find(({ index }) => index === each.place)?.code;
  each.trouble = (write.status === "refused" && fault) || "";
  if (write.status !== "done") each.writing = 0;
  else if (!leaves.has(each.level.itemId)) each.owed -= each.writing;
  Object.assign(each, { intentId: null, place: null });
}

/** What follows at one location. */
function followAt(place: readonly Planned[], leaves: Leaves, { groups }: SharedRules, now: Date) {
  const byItem = new Map(place.map((each) => [each.level.itemId, each]));
  const { owed, writes } = follow(new Map(place.map((each) => [each.level.itemId, stockOf(each, now)])), leaves);
  for (const [item, { units, for: shared }] of owed) {
    const each = byItem.get(item);
    if (each) Object.assign(each, { owed: units, owedBy: groups.get(shared)?.groupId ?? each.owedBy });
  }
  return writes.flatMap((write) => {
    const each = byItem.get(write.itemId);
    return each ? [{ planned: each, write }] : [];
  });
}

function stockOf(each: Planned, now: Date): SharedStock {
  return { ...each.level, owed: each.owed, write: { status: writeStatus(each, now), from: each.fromAvailable } };
}

function writeStatus({ level, intentId, writing, trouble }: Planned, now: Date): SharedStock["write"]["status"] {
  if (intentId !== null) return "open";
  if (trouble === "") return writing === 0 ? "none" : "done";
  const tried = now.getTime() - (level.decidedAt?.getTime() ?? 0);
  return trouble === STALE && level.intentId === null && tried >= SURELY_READ_MS ? "none" : "refused";
}

/** One document for each group: the levels of its shared item, and the components that are owed because of it. */
async function record(
  tx: ShopTx,
  writes: readonly { readonly planned: Planned; readonly write: LevelWrite }[],
  { groups }: SharedRules,
  now: Date,
): Promise<void> {
  const documents = Map.groupBy(
    writes,
    ({ planned, write }) => groups.get(write.itemId)?.groupId ?? planned.owedBy ?? "0",
  );
  for (const [id, of] of documents) {
    const changes = of.map(({ planned, write: { itemId, from, by } }) => ({
      itemId,
      locationId: planned.level.locationId,
      from,
      by,
    }));
    const input = { state: "available", reason: "other", document: { kind: "Group", id }, changes } as const;
    const [intents = []] = await recordStockWrites(tx, [{ kind: "stock.adjust", input }], now);
    for (const [index, { planned, write }] of of.entries()) {
      const intentId = intents[index] ?? null;
      if (intentId === null) continue;
      Object.assign(planned, {
        intentId,
        place: index - intents.indexOf(intentId),
        writing: write.by,
        fromAvailable: write.from,
        trouble: "",
      });
    }
  }
}

const BOOK = ["seenSeq", "owed", "owedBy", "intentId", "place", "writing", "fromAvailable", "trouble"] as const;
const COLUMNS = {
  item_id: "bigint",
  location_id: "bigint",
  seen_seq: "bigint",
  owed: "int",
  owed_by: "bigint",
  intent_id: "bigint",
  place: "smallint",
  writing: "int",
  from_available: "int",
  trouble: "text",
  decided_at: "timestamptz",
};

interface Times {
  readonly since: Date | null;
  readonly now: Date;
}

/** Nothing to write. `sharedToLookAt` goes by the time of the last decision. */
const isStored = ({ level, ...each }: Planned, { since, now }: Times) =>
  level.decidedAt !== null &&
  now.getTime() - level.decidedAt.getTime() < DAY_MS &&
  level.decidedAt >= (since ?? level.decidedAt) &&
  BOOK.every((key) => each[key] === (key === "seenSeq" ? level.storedSeq : level[key]));

async function store(tx: ShopTx, planned: readonly Planned[], times: Times): Promise<void> {
  const rows = planned
    .filter((each) => !isStored(each, times))
    .map(({ level: { itemId, locationId }, ...each }) => ({
      item_id: itemId,
      location_id: locationId,
      seen_seq: each.seenSeq,
      owed: each.owed,
      owed_by: each.owedBy,
      intent_id: each.intentId,
      place: each.place,
      writing: each.writing,
      from_available: each.fromAvailable,
      trouble: each.trouble,
      decided_at: times.now,
    }));
  await upsertRows(tx, "shared_level", { columns: COLUMNS, key: ["item_id", "location_id"] }, rows);
}

/** Items that no change of stock makes due: where something is open or in trouble, and once a day all. Called with each reconcile. */
export async function sharedToLookAt(tx: ShopTx, now: Date): Promise<InventoryItemId[]> {
  const since = await switchedOnSince(tx, "stock");
  const rows = await tx.rows<{ item_id: InventoryItemId }>(
    `select item_id from shared_level where shop_id = $1 and (trouble <> '' or owed <> 0)
     union select item_id from shared_level where shop_id = $1 and (decided_at < $2 or decided_at < $3)`,
    [tx.shopId, new Date(now.getTime() - DAY_MS), since ?? new Date(0)],
  );
  return rows.map((row) => row.item_id);
}
