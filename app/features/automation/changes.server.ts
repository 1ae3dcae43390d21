import type { RuleSetId, RuleVersionId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

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

/** Writes down who changed what. It cannot be changed later. Returns its number. */
export async function noteChange(tx: ShopTx, { setId, versionId, code, who, at, data }: RuleChange): Promise<string> {
  const [row] = await tx.rows<{ seq: string }>(
    "insert into rule_change (shop_id, set_id, version_id, code, who, at, data) values ($1, $2, $3, $4, $5, $6, $7) returning seq",
    [tx.shopId, setId, versionId ?? null, code, who, at, JSON.stringify(data ?? {})],
  );
  return row?.seq ?? "";
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
  { before, count }: { readonly before: string | null; readonly count: number },
): Promise<ShownChange[]> {
  return tx.rows<ShownChange & Record<string, unknown>>(
    `select c.seq, c.code, c.who, c.at, v.number, c.data from rule_change c
       left join rule_version v on v.shop_id = c.shop_id and v.version_id = c.version_id
      where c.shop_id = $1 and c.set_id = $2 and ($3::bigint is null or c.seq < $3) order by c.seq desc limit $4`,
    [tx.shopId, setId, before, count],
  );
}

/** One change of a set. Undefined: it has none of that number. */
export async function readChange(tx: ShopTx, setId: RuleSetId, seq: string): Promise<ShownChange | undefined> {
  const [change] = await tx.rows<ShownChange & Record<string, unknown>>(
    `select c.seq, c.code, c.who, c.at, v.number, c.data from rule_change c
       left join rule_version v on v.shop_id = c.shop_id and v.version_id = c.version_id
      where c.shop_id = $1 and c.set_id = $2 and c.seq = $3`,
    [tx.shopId, setId, seq],
  );
  return change;
}
