import { parseId, type RuleSetId, type RuleVersionId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { noteChange, type ChangeCode } from "./changes.server.ts";
import { basisOf, type Version } from "./domain/version.ts";

/** A version with its rules as they are stored: `readRuleSet` (domain/read.ts) says whether they are still right. */
export interface StoredVersion extends Version {
  readonly rules: unknown;
}

interface HeadRow {
  readonly version_id: RuleVersionId;
  readonly set_id: RuleSetId;
  readonly number: number;
  readonly based_on: RuleVersionId | null;
  readonly note: string;
  readonly created_by: string;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly approved_by: string;
  readonly approved_at: Date | null;
  readonly live_from: Date | null;
  readonly [column: string]: unknown;
}

interface Row extends HeadRow {
  readonly rules: unknown;
}

const HEAD =
  "version_id, set_id, number, based_on, note, created_by, created_at, updated_at, approved_by, approved_at, live_from";
const COLUMNS = `${HEAD}, rules`;

const headOf = (row: HeadRow): Version => ({
  versionId: row.version_id,
  setId: row.set_id,
  number: row.number,
  basedOn: row.based_on,
  note: row.note,
  createdBy: row.created_by,
  createdAt: row.created_at.getTime(),
  updatedAt: row.updated_at.getTime(),
  approvedBy: row.approved_by,
  approvedAt: row.approved_at?.getTime() ?? null,
  liveFrom: row.live_from?.getTime() ?? null,
});
const versionOf = (row: Row): StoredVersion => ({ ...headOf(row), rules: row.rules });

/** The versions of a set without their rules, newest first. */
export async function readVersions(tx: ShopTx, setId: RuleSetId): Promise<Version[]> {
  const rows = await tx.rows<HeadRow>(
    `select ${HEAD} from rule_version where shop_id = $1 and set_id = $2 order by number desc`,
    [tx.shopId, setId],
  );
  return rows.map(headOf);
}

export async function readVersion(tx: ShopTx, versionId: RuleVersionId): Promise<StoredVersion | undefined> {
  const rows = await tx.rows<Row>(`select ${COLUMNS} from rule_version where shop_id = $1 and version_id = $2`, [
    tx.shopId,
    versionId,
  ]);
  return rows.map(versionOf)[0];
}

/** A live version with what its set says of it. */
export interface LiveRules extends StoredVersion {
  readonly trigger: string;
  readonly channels: readonly string[];
}

/** What is live at a moment, in the order in which sets run: at most one version a set. Sets that are paused have none. */
export async function readLive(tx: ShopTx, trigger: string, at: Date): Promise<LiveRules[]> {
  const rows = await tx.rows<
    Row & { readonly trigger: string; readonly channels: readonly string[]; position: number }
  >(
    `select distinct on (s.position, s.set_id) s.trigger, s.channels, s.position, ${COLUMNS.replaceAll(/\w+/g, "v.$&")}
       from rule_set s join rule_version v on v.shop_id = s.shop_id and v.set_id = s.set_id
      where s.shop_id = $1 and s.trigger = $2 and s.paused_at is null and v.live_from <= $3
      order by s.position, s.set_id, v.live_from desc, v.number desc`,
    [tx.shopId, trigger, at],
  );
  return rows.map((row) => ({ ...versionOf(row), trigger: row.trigger, channels: row.channels }));
}

/** `stale`: somebody else saved it since it was read. */
export type Saved = { readonly kind: "saved"; readonly versionId: RuleVersionId } | { readonly kind: "stale" };

/** What was done to a draft, for the list of changes. */
export interface DraftChange {
  readonly code: Extract<ChangeCode, `version.${string}`>;
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * Saves the draft of a set; a set has at most one, and its first save makes it. `seen`: `updatedAt` of the draft the change was made in, null when
 * there was none.
 */
export async function saveDraft(
  tx: ShopTx,
  setId: RuleSetId,
  { rules, seen }: { readonly rules: unknown; readonly seen: number | null },
  who: string,
  now: Date,
  { code, data = {} }: DraftChange = { code: "version.saved" },
): Promise<Saved> {
  await takeTurns(tx, setId);
  const versions = await readVersions(tx, setId);
  const draft = versions.find((version) => version.approvedAt === null);
  if ((draft?.updatedAt ?? null) !== seen) return { kind: "stale" };
  const versionId = draft?.versionId ?? (await begin(tx, setId, rules, basisOf(versions, now.getTime()), who, now));
  if (draft !== undefined)
    await tx.run("update rule_version set rules = $3, updated_at = $4 where shop_id = $1 and version_id = $2", [
      ...[tx.shopId, versionId, JSON.stringify(rules)],
      laterThan(draft.updatedAt, now),
    ]);
  await noteChange(tx, { setId, versionId, code, who, at: now, data });
  return { kind: "saved", versionId };
}

const begin = (tx: ShopTx, setId: RuleSetId, rules: unknown, basis: Version | undefined, who: string, now: Date) =>
  insert(tx, setId, { rules, note: "", basedOn: basis?.versionId ?? null }, who, now);

/**
 * Changes the rules of a set's draft as they are now, whoever saved them: for changes that do not depend on what somebody saw. `change` returns
 * the new rules, or undefined when there is nothing to change; then nothing is saved.
 */
export async function changeDraft(
  tx: ShopTx,
  setId: RuleSetId,
  change: (rules: unknown) => { readonly rules: unknown; readonly done: DraftChange } | undefined,
  who: string,
  now: Date,
): Promise<boolean> {
  await takeTurns(tx, setId);
  const basis = basisOf(await readVersions(tx, setId), now.getTime());
  const stored = basis && (await readVersion(tx, basis.versionId));
  const changed = change(stored?.rules ?? []);
  if (changed === undefined) return false;
  const seen = basis?.approvedAt === null ? basis.updatedAt : null;
  await saveDraft(tx, setId, { rules: changed.rules, seen }, who, now, changed.done);
  return true;
}

/** Two people who change a set at once come one after the other. */
const takeTurns = (tx: ShopTx, setId: RuleSetId) =>
  tx.run("select 1 from rule_set where shop_id = $1 and set_id = $2 for update", [tx.shopId, setId]);

/** Two saves in one millisecond are told apart, too. */
const laterThan = (before: number, now: Date) => new Date(Math.max(now.getTime(), before + 1));

async function insert(
  tx: ShopTx,
  setId: RuleSetId,
  given: { readonly rules: unknown; readonly note: string; readonly basedOn: RuleVersionId | null },
  who: string,
  now: Date,
): Promise<RuleVersionId> {
  const [row] = await tx.rows<{ version_id: string }>(
    `insert into rule_version (shop_id, set_id, number, rules, based_on, note, created_by, created_at, updated_at)
     select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $7 from rule_version where shop_id = $1 and set_id = $2
     returning version_id`,
    [tx.shopId, setId, JSON.stringify(given.rules), given.basedOn, given.note, who, now],
  );
  return parseId<RuleVersionId>(row?.version_id ?? "");
}

/** Throws away a draft. False: it is none, or gone. */
export async function discardDraft(tx: ShopTx, versionId: RuleVersionId, who: string, now: Date): Promise<boolean> {
  const version = await readVersion(tx, versionId);
  const count = await tx.run(
    "delete from rule_version where shop_id = $1 and version_id = $2 and approved_at is null",
    [tx.shopId, versionId],
  );
  if (count === 0 || version === undefined) return false;
  await noteChange(tx, {
    setId: version.setId,
    versionId,
    code: "version.discarded",
    who,
    at: now,
    data: { number: version.number },
  });
  return true;
}

/** Approves a draft as it was seen; from then on it does not change. False: somebody changed or approved it meanwhile. */
export async function approve(
  tx: ShopTx,
  versionId: RuleVersionId,
  { seen, note }: { readonly seen: number; readonly note: string },
  who: string,
  now: Date,
): Promise<boolean> {
  return touch(tx, versionId, "version.approved", who, now, {
    sql: "approved_by = $3, approved_at = $4, note = $5",
    values: [who, now, note],
    where: "approved_at is null and updated_at = $6",
    also: [new Date(seen)],
  });
}

/** Puts an approved version live, at once or from a moment on. A moment that has passed counts as now. False: it is not approved, or is or was live. */
export async function publish(
  tx: ShopTx,
  versionId: RuleVersionId,
  from: Date,
  who: string,
  now: Date,
): Promise<boolean> {
  const later = from > now;
  return touch(tx, versionId, later ? "version.scheduled" : "version.published", who, now, {
    sql: "live_from = $3",
    values: [later ? from : now],
    where: "approved_at is not null and (live_from is null or live_from > $4)",
    also: [now],
    data: later ? { liveFrom: from.toISOString() } : {},
  });
}

/** Takes back a schedule; the version stays approved. False: it is not scheduled (any more). */
export async function unschedule(tx: ShopTx, versionId: RuleVersionId, who: string, now: Date): Promise<boolean> {
  return touch(tx, versionId, "version.unscheduled", who, now, {
    sql: "live_from = null",
    values: [],
    where: "live_from > $3",
    also: [now],
  });
}

/** One click back: the rules of an older version as a new one, approved and live from now. Undefined: it was never live. */
export async function revertTo(
  tx: ShopTx,
  versionId: RuleVersionId,
  who: string,
  now: Date,
): Promise<RuleVersionId | undefined> {
  const older = await readVersion(tx, versionId);
  if (older === undefined || older.liveFrom === null || older.liveFrom > now.getTime()) return undefined;
  await takeTurns(tx, older.setId);
  const newer = await insert(
    tx,
    older.setId,
    { rules: older.rules, note: older.note, basedOn: older.versionId },
    who,
    now,
  );
  await tx.run(
    "update rule_version set approved_by = $3, approved_at = $4, live_from = $4 where shop_id = $1 and version_id = $2",
    [tx.shopId, newer, who, now],
  );
  await noteChange(tx, {
    setId: older.setId,
    versionId: newer,
    code: "version.reverted",
    who,
    at: now,
    data: { to: older.number },
  });
  return newer;
}

/** Changes a version where it stands as `where` says, and writes it down. */
async function touch(
  tx: ShopTx,
  versionId: RuleVersionId,
  code: ChangeCode,
  who: string,
  now: Date,
  change: {
    readonly sql: string;
    readonly values: readonly unknown[];
    readonly where: string;
    readonly also: readonly unknown[];
    readonly data?: Readonly<Record<string, unknown>>;
  },
): Promise<boolean> {
  const [row] = await tx.rows<{ set_id: string }>(
    `update rule_version set ${change.sql} where shop_id = $1 and version_id = $2 and ${change.where} returning set_id`,
    [tx.shopId, versionId, ...change.values, ...change.also],
  );
  if (row === undefined) return false;
  await noteChange(tx, {
    setId: parseId<RuleSetId>(row.set_id),
    versionId,
    code,
    who,
    at: now,
    data: change.data ?? {},
  });
  return true;
}
