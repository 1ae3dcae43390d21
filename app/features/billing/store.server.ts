import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Month } from "./domain/month.ts";
import { NO_SUBSCRIPTION, type Subscription } from "./domain/subscription.ts";
import { NOTHING, type Tally } from "./domain/tally.ts";

/** What Shopify said last; `readAt` is null before it was ever asked. */
interface KnownPlan {
  readonly subscription: Subscription;
  /** What Shopify calls the app in its addresses; empty: not known. */
  readonly appHandle: string;
  readonly readAt: Date | null;
}

/** The plan as it is known. Nobody pays for anything before it was read. */
export async function readKnownPlan(tx: ShopTx): Promise<KnownPlan> {
  const [row] = await tx.rows<Subscription & { appHandle: string; readAt: Date; [column: string]: unknown }>(
    `select status, handle, name, interval, price, currency, trial_ends_at as "trialEndsAt", period_ends_at as "periodEndsAt", test,
            app_handle as "appHandle", read_at as "readAt"
       from billing_plan where shop_id = $1`,
    [tx.shopId],
  );
  if (row === undefined) return { subscription: NO_SUBSCRIPTION, appHandle: "", readAt: null };
  const { appHandle, readAt, ...subscription } = row;
  return { subscription, appHandle, readAt };
}

/** Keeps what Shopify said; false: a later answer is here already. */
export async function writePlan(tx: ShopTx, said: Subscription, appHandle: string, readAt: Date): Promise<boolean> {
  const written = await tx.run(
    `insert into billing_plan as p
       (shop_id, status, handle, name, interval, price, currency, trial_ends_at, period_ends_at, test, app_handle, read_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (shop_id) do update
        set status = excluded.status, handle = excluded.handle, name = excluded.name, interval = excluded.interval, price = excluded.price,
            currency = excluded.currency, trial_ends_at = excluded.trial_ends_at, period_ends_at = excluded.period_ends_at,
            test = excluded.test, app_handle = excluded.app_handle, read_at = excluded.read_at
      where p.read_at <= excluded.read_at`,
    [
      tx.shopId,
      said.status,
      said.handle,
      said.name,
      said.interval,
      said.price,
      said.currency,
      said.trialEndsAt,
      said.periodEndsAt,
      said.test,
      appHandle,
      readAt,
    ],
  );
  return written > 0;
}

interface MonthRow extends Tally {
  readonly month: Month;
  readonly [column: string]: unknown;
}

const COLUMNS = 'month, orders, extra, cost_cents::float8 as "costCents"';

/** The newest months in which something was counted, the newest first. */
export function readMonths(tx: ShopTx, most: number): Promise<MonthRow[]> {
  return tx.rows<MonthRow>(`select ${COLUMNS} from billing_month where shop_id = $1 order by month desc limit $2`, [
    tx.shopId,
    most,
  ]);
}

/** One month; nothing when nothing was counted in it. */
export async function readMonth(tx: ShopTx, month: Month): Promise<Tally> {
  const [row] = await tx.rows<MonthRow>(`select ${COLUMNS} from billing_month where shop_id = $1 and month = $2`, [
    tx.shopId,
    month,
  ]);
  return row ?? NOTHING;
}

/** These months, each held until the transaction ends: who counts in them meanwhile waits. */
export async function holdMonths(tx: ShopTx, months: readonly Month[]): Promise<Map<Month, Tally>> {
  const rows = await tx.rows<MonthRow>(
    `select ${COLUMNS} from billing_month where shop_id = $1 and month = any($2) order by month for update`,
    [tx.shopId, months],
  );
  return new Map(rows.map(({ month, orders, extra, costCents }) => [month, { orders, extra, costCents }]));
}

export async function writeMonths(tx: ShopTx, months: ReadonlyMap<Month, Tally>): Promise<void> {
  for (const [month, { orders, extra, costCents }] of months)
    await tx.run(
      `insert into billing_month (shop_id, month, orders, extra, cost_cents) values ($1, $2, $3, $4, $5)
       on conflict (shop_id, month) do update
          set orders = excluded.orders, extra = excluded.extra, cost_cents = excluded.cost_cents`,
      [tx.shopId, month, orders, extra, costCents],
    );
}
