import { createHash, randomBytes } from "node:crypto";
import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readLocations, stockChanged } from "../inventory/public.server.ts";
import { readCode, writeCode } from "./domain/code.ts";
import type { Rule } from "./domain/mailbox.ts";

/** Long enough to read a code to somebody on the telephone. */
const CODE_MS = 15 * 60_000;
/** Links that have not ended, of one shop. */
const MOST_LINKS = 20;

/** Our side of a link. */
export interface StockLink {
  readonly linkId: string;
  readonly side: "source" | "follower";
  readonly locationId: LocationId;
  readonly rule: Rule;
  readonly peerDomain: string;
  readonly codeUntil: Date | null;
  readonly confirmedAt: Date | null;
  readonly peerConfirmedAt: Date | null;
  readonly endedAt: Date | null;
  /** us, them, uninstalled; empty while it has not ended. */
  readonly endedBy: string;
  readonly createdAt: Date;
}

/** All links of the shop, the newest first; those that ended are kept. */
export async function readLinks(tx: ShopTx): Promise<StockLink[]> {
  return tx.rows<StockLink & Record<string, unknown>>(
    `select link_id as "linkId", side, location_id as "locationId", rule, peer_domain as "peerDomain", code_until as "codeUntil",
            confirmed_at as "confirmedAt", peer_confirmed_at as "peerConfirmedAt", ended_at as "endedAt", ended_by as "endedBy", created_at as "createdAt"
       from stock_link where shop_id = $1 order by link_id desc limit 100`,
    [tx.shopId],
  );
}

/** Both sides have confirmed it, and nobody has ended it. */
export const isOpen = ({ confirmedAt, peerConfirmedAt, endedAt }: StockLink): boolean =>
  confirmedAt !== null && peerConfirmedAt !== null && endedAt === null;

export type LinkProblem = "location" | "taken" | "full" | "code" | "slow";

/** Nobody else begins a link of this shop until the transaction ends. The links that have not ended. */
async function lockedLinks(tx: ShopTx, now: Date): Promise<StockLink[]> {
  await tx.rows("select 1 from shop_profile where shop_id = $1 for update", [tx.shopId]);
  const waits = ({ peerDomain, codeUntil }: StockLink) => peerDomain !== "" || (codeUntil !== null && codeUntil > now);
  return (await readLinks(tx)).filter((link) => link.endedAt === null && waits(link));
}

async function problemWith(
  tx: ShopTx,
  locationId: LocationId,
  links: readonly StockLink[],
  side: StockLink["side"],
): Promise<LinkProblem | undefined> {
  const location = (await readLocations(tx)).find(({ id }) => id === locationId);
  if (!location?.active) return "location";
  if (links.length >= MOST_LINKS) return "full";
  // A location follows one source, and what follows is no source: so there is no way round from a shop back to itself.
  const here = links.filter((link) => link.locationId === locationId);
  return here.some((link) => link.side === "follower" || side === "follower") ? "taken" : undefined;
}

/** Offers the stock of a location to another shop. The code is shown once; only its hash is kept. */
export async function offerLink(
  tx: ShopTx,
  { locationId, rule }: Pick<StockLink, "locationId" | "rule">,
  now: Date,
): Promise<{ readonly code: string } | { readonly problem: LinkProblem }> {
  const problem = await problemWith(tx, locationId, await lockedLinks(tx, now), "source");
  if (problem) return { problem };
  const code = writeCode(randomBytes(16));
  await tx.run(
    `insert into stock_link (shop_id, side, location_id, rule, code_hash, code_until, created_at) values ($1, 'source', $2, $3, $4, $5, $6)`,
    [tx.shopId, locationId, rule, hashOf(readCode(code) ?? ""), new Date(now.getTime() + CODE_MS), now],
  );
  return { code };
}

/** Enters the code that another shop gave out, for one of our locations. The code is used up; nothing flows before both sides have confirmed. */
export async function enterCode(
  tx: ShopTx,
  { locationId, typed }: { readonly locationId: LocationId; readonly typed: string },
  now: Date,
): Promise<LinkProblem | undefined> {
  const problem = await problemWith(tx, locationId, await lockedLinks(tx, now), "follower");
  if (problem) return problem;
  const [entered] = await tx.rows<{ answer: "entered" | "wrong" | "slow" }>(
    "select answer from stock_link_enter($1, $2, $3)",
    [hashOf(readCode(typed) ?? ""), locationId, now],
  );
  if (entered?.answer === "entered") return undefined;
  return entered?.answer === "slow" ? "slow" : "code";
}

/** Our side confirms; the source's after the other's. False: there was nothing to confirm. When both have, the source begins to tell its numbers. */
export async function confirmLink(tx: ShopTx, linkId: string, now: Date): Promise<boolean> {
  const [answer] = await tx.rows<{ done: boolean }>("select stock_link_confirm($1, $2) as done", [linkId, now]);
  if (!answer?.done) return false;
  await lookAtLink(tx, linkId);
  return true;
}

/** Ends the link for both sides, at once. False: there was none, or it had ended. */
export async function cutLink(tx: ShopTx, linkId: string, now: Date): Promise<boolean> {
  const [answer] = await tx.rows<{ done: boolean }>("select stock_link_cut($1, $2) as done", [linkId, now]);
  return answer?.done ?? false;
}

/** Has every item at the link's location looked at. */
export async function lookAtLink(tx: ShopTx, linkId: string): Promise<void> {
  const rows = await tx.rows<{ item_id: InventoryItemId }>(
    `select l.item_id from stock_link k join inventory_level l on l.shop_id = k.shop_id and l.location_id = k.location_id and l.active
      where k.shop_id = $1 and k.link_id = $2`,
    [tx.shopId, linkId],
  );
  await stockChanged(
    tx,
    rows.map((row) => row.item_id),
  );
}

const hashOf = (code: string): Buffer => createHash("sha256").update(code).digest();
