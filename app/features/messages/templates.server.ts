import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { MessageKind } from "./domain/kinds.ts";
import type { ShopperLocale } from "./domain/settings.ts";
import { STANDARD } from "./domain/standard/standard.ts";
import type { Template } from "./domain/template.ts";

export interface CurrentTemplate {
  readonly template: Template;
  /** 0: the standard one. */
  readonly version: number;
}

interface Row {
  readonly kind: MessageKind;
  readonly locale: ShopperLocale;
  readonly version: number;
  readonly subject: string;
  readonly body: string;
  readonly [column: string]: unknown;
}

/** The template in force: the merchant's newest version, or the standard one. */
export async function currentTemplate(tx: ShopTx, kind: MessageKind, locale: ShopperLocale): Promise<CurrentTemplate> {
  const [row] = await tx.rows<Row>(
    `select version, subject, body from message_template
      where shop_id = $1 and kind = $2 and locale = $3 order by version desc limit 1`,
    [tx.shopId, kind, locale],
  );
  if (!row || isStandard(row)) return { template: STANDARD[locale].templates[kind], version: 0 };
  return { template: { subject: row.subject, body: row.body }, version: row.version };
}

/** A version of two empty texts says: the standard one again. */
const isStandard = ({ subject, body }: Template): boolean => subject === "" && body === "";

/** The kinds and languages that have words of the merchant's own in force, as "kind locale". */
export async function ownTemplates(tx: ShopTx): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<Row>(
    `select distinct on (kind, locale) kind, locale, subject, body from message_template
      where shop_id = $1 order by kind, locale, version desc`,
    [tx.shopId],
  );
  return new Set(rows.filter((row) => !isStandard(row)).map(({ kind, locale }) => `${kind} ${locale}`));
}

/** Stores a new version; null: the standard one again. Messages remember which version they were written by. */
export async function saveTemplate(
  tx: ShopTx,
  kind: MessageKind,
  locale: ShopperLocale,
  template: Template | null,
  who: string,
  now: Date,
): Promise<void> {
  await tx.run(
    `insert into message_template (shop_id, kind, locale, version, subject, body, made_at, made_by)
     select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7
       from message_template where shop_id = $1 and kind = $2 and locale = $3`,
    [tx.shopId, kind, locale, template?.subject ?? "", template?.body ?? "", now, who],
  );
}
