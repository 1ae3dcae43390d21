import { acting } from "../../platform/acting.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { areaOf, hasTexts, isAct, type ActCode, type Setting } from "./domain/acts.ts";
import { changed } from "./domain/changed.ts";

/** Something that a person did. Ids and codes, never anything personal: no name, no address, no text that somebody typed. */
export interface Act {
  readonly code: ActCode;
  /** What it was done to: a kind and an id ("order:17"), or a code; left out: the shop as a whole. */
  readonly subject?: string;
  /** How it was and is (`changed`), how many things it stands for. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Shopify's number of the staff member, for code that runs outside of a request. */
  readonly who?: string;
}

/**
 * Writes down what a person did, in the transaction that does it: the one door to the log. Who it is, what they are, what allowed it and on which page are
 * known from the request (platform/acting.server.ts). What nobody asked for is not in the log: the ledgers tell of it. Returns the entry's number;
 * undefined when nobody did it.
 */
export async function tell(tx: ShopTx, act: Act, now: Date): Promise<string | undefined> {
  const [seq] = await tellAll(tx, [act], now);
  return seq;
}

/** Tells of something that goes on for a while (somebody counts): once of each person and thing. */
export async function tellOnce(tx: ShopTx, act: Act & { readonly subject: string }, now: Date): Promise<void> {
  const [known] = await tx.rows(
    "select 1 from audit_entry where shop_id = $1 and subject = $2 and code = $3 and who = $4 limit 1",
    [tx.shopId, act.subject, act.code, acting()?.who ?? ""],
  );
  if (!known) await tell(tx, act, now);
}

/** Shopify's number of somebody. What says "install" or "setting" was nobody. */
const STAFF = /^\d{1,19}$/;

async function tellAll(tx: ShopTx, acts: readonly Act[], now: Date): Promise<string[]> {
  const person = acting();
  const told = acts.flatMap(({ code, subject = "", data = {}, who }) => {
    const by = person?.who ?? (who !== undefined && STAFF.test(who) ? who : undefined);
    return by === undefined ? [] : [{ who: by, area: areaOf(code), code, subject, data }];
  });
  if (told.length === 0) return [];
  const rows = await tx.rows<{ seq: string }>(
    `insert into audit_entry (shop_id, at, role, permission, page, who, area, code, subject, data)
     select $1, $2, $3, $4, $5, who, area, code, subject, data
       from jsonb_to_recordset($6::jsonb) as x(who text, area text, code text, subject text, data jsonb) returning seq`,
    [tx.shopId, now, person?.role ?? "", person?.permission ?? "", person?.page ?? "", JSON.stringify(told)],
  );
  return rows.map(({ seq }) => seq);
}

/** A setting was stored in place of another: which of its fields differ, and how. Stored as it was, nobody is told. */
export async function tellSaved(
  tx: ShopTx,
  {
    subject,
    before,
    after,
    who,
  }: Pick<Act, "who"> & {
    readonly subject: Setting;
    readonly before: object | null;
    readonly after: object | null;
  },
  now: Date,
): Promise<void> {
  const data = changed(before, after, { codes: !hasTexts(subject) });
  if (Object.keys(data.after).length === 0) return;
  await tell(tx, { code: "settings.saved", subject, data, ...(who !== undefined && { who }) }, now);
}

/**
 * A rule was stored in place of another (`before`; null: it is new), or taken away (`after` is null): what of it differs, and how, beside what stayed. Without
 * its label, which people type.
 */
export async function tellRule(
  tx: ShopTx,
  {
    before,
    after,
    ...act
  }: Omit<Act, "data"> & { readonly before: RuleToTell | null; readonly after: RuleToTell | null },
  now: Date,
): Promise<void> {
  const [was, is] = [before, after].map((rule) => rule && { ...rule, label: null, ruleId: null });
  const differs = changed(was ?? null, is ?? null, { codes: true });
  const all = Object.entries(changed(null, is ?? null, { codes: true }).after);
  const stayed = Object.fromEntries(all.filter(([field]) => !(field in differs.after)));
  await tell(tx, { ...act, data: { ...stayed, ...differs } }, now);
}

/** Its fields are numbers, ids and codes, but for the label. */
interface RuleToTell {
  readonly label: string;
}

/** Entries of orders' ledgers that were just written: those that are a person's click are in the log, too. */
export async function tellOfOrders(
  tx: ShopTx,
  events: readonly { readonly orderId: string; readonly code: string }[],
  now: Date,
): Promise<void> {
  if (acting() === undefined) return;
  const acts = events.flatMap(({ orderId, code }) => (isAct(code) ? [{ code, subject: `order:${orderId}` }] : []));
  await tellAll(tx, acts, now);
}
