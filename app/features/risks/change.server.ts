import { readId, type RiskId, type ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";

const DAY_MS = 86_400_000;
const MOST_DAYS = 90;
const MOST_OWNER = 100;

export interface ChangeOutcome {
  readonly status: "snoozed" | "woken" | "assigned";
  readonly count: number;
}

/**
 * What a person does with risks, by the field `do`: snooze, wake, assign. Nobody closes one by hand: facts do. `who`: Shopify's number of the staff member.
 * Throws a Response with 400 for anything that is not on the page.
 */
export async function changeRisks(
  shopId: ShopId,
  texts: Readonly<Record<string, string>>,
  who: string,
  now: Date,
): Promise<ChangeOutcome> {
  const risks = risksIn(texts["risks"]);
  return inShop(shopId, async (tx) => {
    switch (texts["do"]) {
      case "snooze":
        return { status: "snoozed", count: await snooze(tx, risks, daysOf(texts["until"]), who, now) };
      case "wake":
        return { status: "woken", count: await snooze(tx, risks, 0, "", now) };
      case "assign":
        return { status: "assigned", count: await assign(tx, risks, ownerOf(texts["owner"]), now) };
      default:
        throw new Response(null, { status: 400 });
    }
  });
}

/** They rest for so many days, or until something happens to the parcel (`days` null); 0 wakes them. Returns how many were open. */
export async function snooze(tx: ShopTx, risks: readonly RiskId[], days: number | null, who: string, now: Date) {
  const count = await tx.run(
    `update risk set snooze = $3, snoozed_until = $4, snoozed_key = fact_key, snoozed_by = $5
      where shop_id = $1 and risk_id = any($2::bigint[]) and resolved_at is null`,
    [
      tx.shopId,
      risks,
      days === null ? "fact" : days === 0 ? "" : "date",
      days ? new Date(now.getTime() + days * DAY_MS) : null,
      who,
    ],
  );
  if (count > 0) await tell(tx, { code: days === 0 ? "risks.woken" : "risks.snoozed", data: { risks, days } }, now);
  return count;
}

/** Somebody has them from now on; empty: nobody. Returns how many were open. */
export async function assign(tx: ShopTx, risks: readonly RiskId[], owner: string, now: Date) {
  const count = await tx.run(
    "update risk set owner = $3 where shop_id = $1 and risk_id = any($2::bigint[]) and resolved_at is null",
    [tx.shopId, risks, owner],
  );
  if (count > 0) await tell(tx, { code: "risks.assigned", data: { risks, nobody: owner === "" } }, now);
  return count;
}

/** As many as a page shows, separated by spaces. */
function risksIn(text = ""): RiskId[] {
  return text.split(" ").map((each) => readId<RiskId>(each) ?? refuse());
}

function daysOf(until: string | undefined): number | null {
  if (until === "fact") return null;
  const days = Number(until);
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? days : refuse();
}

function ownerOf(text = ""): string {
  const owner = text.trim();
  return owner.length <= MOST_OWNER && !owner.includes("\0") ? owner : refuse();
}

function refuse(): never {
  throw new Response(null, { status: 400 });
}
