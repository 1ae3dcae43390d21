import { parseId, type RuleSetId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { noteChange } from "./changes.server.ts";
import type { TriggerKey } from "./domain/rule.ts";

/** Nobody can look over more, and all of a trigger's run for each order. */
const MOST_SETS = 50;

/** A set of rules without its versions. */
export interface StoredSet {
  readonly setId: RuleSetId;
  readonly trigger: TriggerKey;
  readonly name: string;
  /** Empty: every channel. */
  readonly channels: readonly string[];
  /** Every order should be handled by one of its rules: the linter looks for one that is not. */
  readonly handlesAll: boolean;
  readonly position: number;
  readonly pausedAt: Date | null;
  readonly createdAt: Date;
}

const COLUMNS = `set_id as "setId", trigger, name, channels, handles_all as "handlesAll", position, paused_at as "pausedAt", created_at as "createdAt"`;

/** All sets in the order in which they run. */
export async function readSets(tx: ShopTx): Promise<StoredSet[]> {
  return tx.rows<StoredSet & Record<string, unknown>>(
    `select ${COLUMNS} from rule_set where shop_id = $1 order by trigger, position, set_id`,
    [tx.shopId],
  );
}

export async function readSet(tx: ShopTx, setId: RuleSetId): Promise<StoredSet | undefined> {
  const [set] = await tx.rows<StoredSet & Record<string, unknown>>(
    `select ${COLUMNS} from rule_set where shop_id = $1 and set_id = $2`,
    [tx.shopId, setId],
  );
  return set;
}

export type NewSet = Pick<StoredSet, "trigger" | "name" | "channels" | "handlesAll">;

/** Makes a set that runs after all others of its trigger. Undefined: there are too many. */
export async function createSet(
  tx: ShopTx,
  { trigger, name, channels, handlesAll }: NewSet,
  who: string,
  now: Date,
): Promise<RuleSetId | undefined> {
  const [row] = await tx.rows<{ set_id: string }>(
    `insert into rule_set (shop_id, trigger, name, channels, handles_all, position, created_at)
     select $1, $2, $3, $4, $5, coalesce(max(position) filter (where trigger = $2), 0) + 1, $6 from rule_set where shop_id = $1 having count(*) < $7
     returning set_id`,
    [tx.shopId, trigger, name, channels, handlesAll, now, MOST_SETS],
  );
  if (row === undefined) return undefined;
  const setId = parseId<RuleSetId>(row.set_id);
  await noteChange(tx, { setId, code: "set.created", who, at: now, data: { name, trigger } });
  return setId;
}

/** Changes what a set is called and what it is for. False: there is no such set. */
export async function changeSet(
  tx: ShopTx,
  setId: RuleSetId,
  { name, channels, handlesAll }: Omit<NewSet, "trigger">,
  who: string,
  now: Date,
): Promise<boolean> {
  const count = await tx.run(
    "update rule_set set name = $3, channels = $4, handles_all = $5 where shop_id = $1 and set_id = $2",
    [tx.shopId, setId, name, channels, handlesAll],
  );
  const data = { name, channels, handlesAll };
  if (count > 0) await noteChange(tx, { setId, code: "set.changed", who, at: now, data });
  return count > 0;
}

/** Pauses a set or lets it go on. */
export async function pauseSet(tx: ShopTx, setId: RuleSetId, paused: boolean, who: string, now: Date): Promise<void> {
  const count = await tx.run(
    "update rule_set set paused_at = $3 where shop_id = $1 and set_id = $2 and (paused_at is null) = $4",
    [tx.shopId, setId, paused ? now : null, paused],
  );
  if (count > 0) await noteChange(tx, { setId, code: paused ? "set.paused" : "set.resumed", who, at: now });
}

/** Puts a set before or after its neighbour of the same trigger. */
export async function moveSet(tx: ShopTx, setId: RuleSetId, by: -1 | 1, who: string, now: Date): Promise<void> {
  const sets = await readSets(tx);
  const set = sets.find((each) => each.setId === setId);
  const ofTrigger = sets.filter((each) => each.trigger === set?.trigger);
  const from = ofTrigger.findIndex((each) => each.setId === setId);
  const other = ofTrigger[from + by];
  if (set === undefined || other === undefined) return;
  ofTrigger[from] = other;
  ofTrigger[from + by] = set;
  await tx.run(
    `update rule_set s set position = x.position from unnest($2::bigint[]) with ordinality as x(set_id, position)
      where s.shop_id = $1 and s.set_id = x.set_id`,
    [tx.shopId, ofTrigger.map((each) => each.setId)],
  );
  await noteChange(tx, { setId, code: "set.moved", who, at: now, data: { to: from + by + 1 } });
}
