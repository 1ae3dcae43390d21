import type { InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { upsertRows } from "../../platform/db/upsert.server.ts";
import { switchedOnSince } from "../intents/public.server.ts";
import type { StockPlanner } from "../inventory/public.server.ts";
import { adjust, takeWrite, writesSettled, writeStatus } from "../stock-writes/public.server.ts";
import { itemsTogether, openWrites, readBook, readRecipes, type BookedLevel, type SharedRules } from "./book.server.ts";
import { follow, type Leaves, type LevelWrite, type SharedStock } from "./domain/follow.ts";
import { leavesOf } from "./domain/recipe.ts";

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
  // Before the levels: what is settled later than this is not in what was read, and is looked at again.
  const settled = await writesSettled(tx, await openWrites(tx, together));
  const levels = await readBook(tx, together, [...leaves.keys()]);
  const since = await switchedOnSince(tx, "stock");
  const planned = levels.map((level) => {
    const each: Planned = { ...level, level };
    const written = takeWrite(each, settled);
    if (!leaves.has(level.itemId)) each.owed -= written;
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
  // A refusal that was just taken is stored with this look.
  const triedAt = each.level.intentId === null ? each.level.decidedAt : null;
  return {
    ...each.level,
    owed: each.owed,
    write: { status: writeStatus(each, triedAt, now), from: each.fromAvailable },
  };
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
  for (const [id, of] of documents)
    await adjust(
      tx,
      { kind: "Group", id },
      of.map(({ planned, write: { itemId, from, by } }) => ({
        book: planned,
        itemId,
        locationId: planned.level.locationId,
        from,
        by,
      })),
      now,
    );
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
