import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { upsertRows } from "../../platform/db/upsert.server.ts";
import { type StockPlanner } from "../inventory/public.server.ts";
import {
  faultAt,
  recordStockWrite,
  writesSettled,
  type SettledWrite,
  type StockWrite,
} from "../stock-writes/public.server.ts";
import { decide, type Decision } from "./domain/decide.ts";
import type { BufferRule } from "./domain/rule.ts";
import { readLevels, type LevelFacts } from "./levels.server.ts";
import { readRules } from "./rules.server.ts";

const DAY_MS = 86_400_000;

/** A level as the planner leaves it. */
type Planned = {
  -readonly [Key in keyof Book]: Book[Key];
} & { readonly level: LevelFacts };

type Book = Pick<
  LevelFacts,
  "held" | "heldBy" | "target" | "intentId" | "place" | "moving" | "fromAvailable" | "fromSafety" | "trouble"
>;

interface Correction {
  readonly level: LevelFacts;
  readonly code: "taken" | "inactive";
  readonly units: number;
}

/**
 * Keeps the buffers of these items: takes what became of our last moves into the book, corrects it where somebody took units of ours, and moves what
 * is missing or too much. A level whose move is under way rests until it is settled.
 */
export const planBuffers: StockPlanner = async (tx, items, now) => {
  const { rules, pausedAt, started } = await readRules(tx);
  if (!started || (rules.length === 0 && !(await holdsAny(tx, items)))) return;
  const live = pausedAt === null ? rules : [];
  const sales = live.some(({ kind }) => kind === "days");
  const where = "l.item_id = any($2::bigint[]) order by l.item_id, l.location_id";
  const levels = await readLevels(tx, { where, values: [items], sales }, now);
  const settled = await writesSettled(
    tx,
    levels.map(({ intentId }) => intentId),
  );
  const corrections: Correction[] = [];
  const moves: { planned: Planned; decision: Decision; clicked: boolean }[] = [];
  const planned = levels.flatMap((level) => {
    const each: Planned = { ...level, level };
    if (!takeWrite(each, level.intentId === null ? undefined : settled.get(level.intentId))) return [];
    const correction = correct(each);
    if (correction) corrections.push(correction);
    const decision = decide({ ...level, held: each.held, heldBy: each.heldBy }, live);
    // A level that does not show yet what we hold is read, or its difference is found: it is looked at again then.
    if (level.active && level.safetyStock >= each.held && mayMove(each, decision))
      moves.push({ planned: each, decision, clicked: wasClicked(level, decision, live) });
    else if (!level.active) Object.assign(each, { target: 0 });
    return [each];
  });
  for (const clicked of [true, false])
    await move(
      tx,
      moves.filter((one) => one.clicked === clicked),
      { clicked },
      now,
    );
  await store(tx, planned, corrections, now);
};

async function holdsAny(tx: ShopTx, items: readonly string[]): Promise<boolean> {
  const rows = await tx.rows("select 1 from buffer_level where shop_id = $1 and item_id = any($2::bigint[]) limit 1", [
    tx.shopId,
    items,
  ]);
  return rows.length > 0;
}

/** Takes what became of the write under way. False while there is nothing to say, or a person is asked. */
function takeWrite(each: Planned, write: SettledWrite | undefined): boolean {
  if (each.intentId === null) return true;
  if (!write) return false;
  if (write.status === "asks") {
    each.trouble = "asks";
    return true;
  }
  if (write.status === "done") each.held += each.moving;
  each.trouble = write.status === "refused" ? faultAt(write, each.place) : "";
  Object.assign(each, { intentId: null, place: null, moving: 0 });
  return true;
}

/** Our book says more than is there: somebody took units of ours out of safety stock, or the item is not stocked there any more. */
function correct(each: Planned): Correction | undefined {
  const { level } = each;
  const left = level.active ? Math.max(0, level.expectedSafety) : 0;
  if (each.intentId !== null || each.held <= left) return undefined;
  const correction = { level, code: level.active ? "taken" : "inactive", units: each.held - left } as const;
  each.held = left;
  return correction;
}

/** Takes the decision into the book; true when units are to be moved now. */
function mayMove(each: Planned, { target, ruleId, move: units }: Decision): boolean {
  if (each.trouble === "asks") return false;
  const { level } = each;
  each.target = target;
  if (units === 0) {
    // A rule that keeps as much as the one before it takes its place.
    Object.assign(each, { heldBy: ruleId, trouble: "" });
    return false;
  }
  const refused = each.trouble !== "" && each.trouble !== "off";
  return !refused || each.fromAvailable !== level.available || each.fromSafety !== level.safetyStock;
}

/** Units that go back because a person took the rule away, or paused all: that click is for this very move. */
const wasClicked = (level: LevelFacts, { ruleId }: Decision, rules: readonly BufferRule[]): boolean =>
  ruleId === null && (rules.length === 0 || level.sells);

async function move(
  tx: ShopTx,
  moves: readonly { readonly planned: Planned; readonly decision: Decision }[],
  how: { readonly clicked: boolean },
  now: Date,
): Promise<void> {
  const groups = Map.groupBy(moves, ({ planned, decision }) => {
    const rule = decision.ruleId ?? planned.heldBy ?? "0";
    return `${rule} ${decision.move > 0 ? "in" : "back"}`;
  });
  for (const [key, group] of groups) {
    const [id = "0", way] = key.split(" ");
    const [state, into] =
      way === "in" ? (["available", "safety_stock"] as const) : (["safety_stock", "available"] as const);
    const write: StockWrite = {
      kind: "stock.move",
      input: {
        state,
        into,
        reason: "safety_stock",
        document: { kind: "Buffer", id },
        changes: group.map(({ planned: { level }, decision }) => ({
          itemId: level.itemId,
          locationId: level.locationId,
          units: Math.abs(decision.move),
          from: way === "in" ? level.available : level.safetyStock,
          toFrom: way === "in" ? level.safetyStock : level.available,
        })),
      },
    };
    const recorded = await recordStockWrite(tx, write, now, how);
    for (const [index, { planned, decision }] of group.entries()) {
      const change = recorded[index];
      const { available, safetyStock } = planned.level;
      if (!change) Object.assign(planned, { trouble: "off", heldBy: decision.ruleId ?? planned.heldBy });
      else
        Object.assign(planned, {
          ...change,
          moving: decision.move,
          heldBy: decision.ruleId ?? planned.heldBy,
          fromAvailable: available,
          fromSafety: safetyStock,
          trouble: "",
        });
    }
  }
}

/** Levels of which nothing is held, wanted or told have no row. */
async function store(tx: ShopTx, planned: readonly Planned[], corrections: readonly Correction[], now: Date) {
  const gone = planned.filter((each) => each.level.stored && isBlank(each)).map(({ level }) => level);
  await tx.run(
    `delete from buffer_level where shop_id = $1 and (item_id, location_id) in (select * from unnest($2::bigint[], $3::bigint[]))`,
    [tx.shopId, gone.map(({ itemId }) => itemId), gone.map(({ locationId }) => locationId)],
  );
  await upsertRows(
    tx,
    "buffer_level",
    { columns: COLUMNS, key: ["item_id", "location_id"] },
    planned.filter((each) => !isBlank(each) && !isStored(each, now)).map((each) => rowOf(each, now)),
  );
  await tx.run(
    `insert into buffer_correction (shop_id, item_id, location_id, code, units, corrected_at)
     select $1, item_id, location_id, code, units, $3 from jsonb_to_recordset($2::jsonb) as x(item_id bigint, location_id bigint, code text, units int)`,
    [
      tx.shopId,
      JSON.stringify(
        corrections.map(({ level, code, units }) => ({
          item_id: level.itemId,
          location_id: level.locationId,
          code,
          units,
        })),
      ),
      now,
    ],
  );
}

const isBlank = (each: Planned) =>
  each.held === 0 && each.target === 0 && each.intentId === null && each.trouble === "";

const BOOK = [
  "held",
  "heldBy",
  "target",
  "intentId",
  "place",
  "moving",
  "fromAvailable",
  "fromSafety",
  "trouble",
] as const satisfies readonly (keyof Book)[];

/** Nothing to write. The day's look goes by the time of the last decision (look.server.ts). */
const isStored = (each: Planned, now: Date) =>
  each.level.decidedAt !== null &&
  now.getTime() - each.level.decidedAt.getTime() < DAY_MS &&
  BOOK.every((key) => each[key] === each.level[key]);

const COLUMNS = {
  item_id: "bigint",
  location_id: "bigint",
  held: "int",
  target: "int",
  rule_id: "bigint",
  intent_id: "bigint",
  place: "smallint",
  moving: "int",
  from_available: "int",
  from_safety: "int",
  trouble: "text",
  decided_at: "timestamptz",
};

const rowOf = (each: Planned, now: Date) => ({
  item_id: each.level.itemId,
  location_id: each.level.locationId,
  held: each.held,
  target: each.target,
  rule_id: each.heldBy,
  intent_id: each.intentId,
  place: each.place,
  moving: each.moving,
  from_available: each.fromAvailable,
  from_safety: each.fromSafety,
  trouble: each.trouble,
  decided_at: now,
});
