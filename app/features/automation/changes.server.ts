import type { RuleSetId, RuleVersionId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readActs, tell, type ToldAct } from "../audit/public.server.ts";

/** What can happen to rules; put into words by the feature's locales. */
export type ChangeCode =
  | "set.created"
  | "set.changed"
  | "set.paused"
  | "set.resumed"
  | "set.moved"
  | "version.saved"
  | "version.discarded"
  | "version.imported"
  | "version.approved"
  | "version.scheduled"
  | "version.published"
  | "version.unscheduled"
  | "version.reverted"
  | "version.applied";

export interface RuleChange {
  readonly setId: RuleSetId;
  readonly versionId?: RuleVersionId;
  readonly code: ChangeCode;
  /** Shopify's number of the member of staff. */
  readonly who: string;
  readonly at: Date;
  readonly data?: Readonly<Record<string, unknown>>;
}

const PREFIX = "rules.";
const subjectOf = (setId: RuleSetId): string => `set:${setId}`;

/** Writes down who changed what, in the log of what people did: the history of a set is what it says of it. It cannot be changed later. Returns its number. */
export async function noteChange(tx: ShopTx, { setId, versionId, code, who, at, data }: RuleChange): Promise<string> {
  const told = { ...data, ...(versionId !== undefined && { versionId }) };
  return (await tell(tx, { code: `${PREFIX}${code}`, subject: subjectOf(setId), data: told, who }, at)) ?? "";
}

/** A change as it is shown, with the number of its version. */
export interface ShownChange {
  readonly seq: string;
  readonly code: ChangeCode;
  readonly who: string;
  readonly at: Date;
  readonly number: number | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The changes of a set, newest first: `count` of them, older than `before`. */
export async function readChanges(
  tx: ShopTx,
  setId: RuleSetId,
  which: { readonly before: string | null; readonly count: number },
): Promise<ShownChange[]> {
  return numbered(tx, setId, await readActs(tx, subjectOf(setId), which));
}

/** One change of a set. Undefined: it has none of that number. */
export async function readChange(tx: ShopTx, setId: RuleSetId, seq: string): Promise<ShownChange | undefined> {
  const [change] = await numbered(tx, setId, await readActs(tx, subjectOf(setId), { seq }));
  return change;
}

async function numbered(tx: ShopTx, setId: RuleSetId, acts: readonly ToldAct[]): Promise<ShownChange[]> {
  const versions = await tx.rows<{ id: string; number: number }>(
    "select version_id as id, number from rule_version where shop_id = $1 and set_id = $2 and version_id = any($3::bigint[])",
    [tx.shopId, setId, acts.flatMap(({ data }) => data["versionId"] ?? [])],
  );
  const numbers = new Map(versions.map(({ id, number }) => [id, number]));
  return acts.map(({ seq, code, who, at, data: { versionId, ...data } }) => ({
    ...{ seq, who, at, data },
    code: code.slice(PREFIX.length) as ChangeCode,
    number: numbers.get(String(versionId)) ?? null,
  }));
}
