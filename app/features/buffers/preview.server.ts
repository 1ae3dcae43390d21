import { isAboutTheSame } from "../../core/rule-scope.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { decide } from "./domain/decide.ts";
import { readLevels } from "./levels.server.ts";
import { levelsOf, readRules, type NewRule } from "./rules.server.ts";

/** A preview looks at so many levels at most: 10,000 take about a second. */
const MOST_LEVELS = 10_000;
const PIECE = 2_000;
/** The rule that is not saved yet is younger than all. */
const DRAFT = String(Number.MAX_SAFE_INTEGER);

/** What a rule would do now. */
export interface Preview {
  /** Levels of which units would move. */
  readonly levels: number;
  readonly unitsIn: number;
  readonly unitsBack: number;
  /** What would be kept from sale, at cost, in the smallest unit of the shop's currency; the units whose cost is not known are counted apart. */
  readonly worthMinor: number;
  readonly unpriced: number;
  /** There are more levels than were looked at. */
  readonly more: boolean;
}

/** Decides every level the rule can be about as if it were saved. Nothing is written. */
export async function previewRule(tx: ShopTx, rule: NewRule, currency: string, now: Date): Promise<Preview> {
  const { rules } = await readRules(tx);
  const draft = { ...rule, ruleId: DRAFT };
  const live = [...rules.filter((other) => !isAboutTheSame(other, rule)), draft];
  const sales = live.some(({ kind }) => kind === "days");
  const { where, values } = levelsOf(rule, 2);
  const key = 2 + values.length;
  const found = { levels: 0, unitsIn: 0, unitsBack: 0, worthMinor: 0, unpriced: 0 };
  let after = { item: "0", location: "0" };
  for (let seen = 0; seen < MOST_LEVELS; seen += PIECE) {
    const page = await readLevels(
      tx,
      {
        where: `${where} and l.active and (l.item_id, l.location_id) > ($${key}, $${key + 1}) order by l.item_id, l.location_id limit ${PIECE}`,
        values: [...values, after.item, after.location],
        sales,
      },
      now,
    );
    for (const level of page) {
      const { move } = decide({ ...level, held: level.held + level.moving }, live);
      if (move === 0) continue;
      found.levels += 1;
      if (move < 0) found.unitsBack -= move;
      else if (level.costMinor === null || level.costCurrency !== currency) found.unpriced += move;
      else found.worthMinor += move * level.costMinor;
      if (move > 0) found.unitsIn += move;
    }
    const last = page.at(-1);
    if (!last || page.length < PIECE) return { ...found, more: false };
    after = { item: last.itemId, location: last.locationId };
  }
  return { ...found, more: true };
}
