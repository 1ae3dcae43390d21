import { SHARES } from "../../core/effects.ts";
import { Terminal } from "../../core/faults.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import { CustomerAccountsDocument, OrderPagesDocument } from "../../platform/admin-api/operations.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { inLease, keepLease, wakeLane, type Lease } from "../../platform/lanes.server.ts";
import { FAULT_KINDS, type FaultKind, type SetupFacts } from "./domain/checks.ts";
import { FAULT_SQL } from "./fault-sql.ts";

const DAY_MS = 86_400_000;
/** Of one kind no more is kept: who lacks ten thousand weights mends a file and not a list. One more says that there are more. */
const MOST_OF_A_KIND = 10_001;
const REST = { share: SHARES.rest } as const;

/**
 * Looks the shop's setup over: once it was read, then once a day, and when somebody asks. What is mended is forgotten at every call. Called with each
 * reconcile.
 */
export async function lookAtSetup(lease: Lease, admin: AdminClient, now: Date): Promise<void> {
  const before = await inLease(lease, async (tx) => {
    for (const kind of FAULT_KINDS) await forgetMended(tx, kind);
    return readLook(tx);
  });
  if (before === undefined || !isDue(before, now)) return;
  const { shop } = await admin.request(CustomerAccountsDocument, {}, REST);
  const orderPages = await askOrderPages(admin);
  for (const kind of FAULT_KINDS) {
    await keepLease(lease);
    await inLease(lease, (tx) => find(tx, kind, now));
  }
  await inLease(lease, (tx) =>
    tx.run(
      `insert into setup_look (shop_id, looked_at, accounts, order_pages) values ($1, $2, $3, $4)
       on conflict (shop_id) do update
          set looked_at = excluded.looked_at, accounts = excluded.accounts, order_pages = excluded.order_pages,
              asked_at = nullif(setup_look.asked_at, $5)`,
      // Who asked meanwhile is answered by the next look.
      [tx.shopId, now, shop.customerAccountsV2.customerAccountsVersion, orderPages, before.askedAt],
    ),
  );
}

/** A person mended something and wants to see it: the worker looks as soon as it can. */
export async function askForLook(tx: ShopTx, now: Date): Promise<void> {
  await tx.run(
    `insert into setup_look (shop_id, asked_at) values ($1, $2)
     on conflict (shop_id) do update set asked_at = excluded.asked_at`,
    [tx.shopId, now],
  );
  wakeLane(tx, "reconcile");
}

interface Look {
  readonly lookedAt: Date | null;
  readonly askedAt: Date | null;
}

/** Undefined before the store was read for the first time: until then everything would be missing. */
async function readLook(tx: ShopTx): Promise<Look | undefined> {
  const [row] = await tx.rows<Look & Record<string, unknown>>(
    `select l.looked_at as "lookedAt", l.asked_at as "askedAt" from shop_profile p left join setup_look l on l.shop_id = p.shop_id
      where p.shop_id = $1 and p.reconciled_to is not null`,
    [tx.shopId],
  );
  return row;
}

const isDue = ({ lookedAt, askedAt }: Look, now: Date): boolean =>
  askedAt !== null || lookedAt === null || now.getTime() - lookedAt.getTime() >= DAY_MS;

/** The published profile's word. Without access to the checkout editor Shopify says nothing, and that is what we know then. */
async function askOrderPages(admin: AdminClient): Promise<SetupFacts["orderPages"]> {
  try {
    const { checkoutProfiles } = await admin.request(OrderPagesDocument, {}, REST);
    const [published] = checkoutProfiles.nodes;
    return published === undefined ? "" : published.typOspPagesActive ? "new" : "old";
  } catch (error) {
    if (error instanceof Terminal && error.code === "access_denied") return "denied";
    throw error;
  }
}

async function find(tx: ShopTx, kind: FaultKind, now: Date): Promise<void> {
  const { from, id, faulty } = FAULT_SQL[kind];
  await tx.run(
    `insert into setup_fault (shop_id, kind, object_id, found_at)
     select $1, $2, ${id}, $3 from ${from} where ${faulty} order by ${id} limit ${MOST_OF_A_KIND}
     on conflict do nothing`,
    [tx.shopId, kind, now],
  );
}

async function forgetMended(tx: ShopTx, kind: FaultKind): Promise<void> {
  const { from, id, faulty } = FAULT_SQL[kind];
  await tx.run(
    `delete from setup_fault f where f.shop_id = $1 and f.kind = $2
        and not exists (select 1 from ${from} where ${id} = f.object_id and ${faulty})`,
    [tx.shopId, kind],
  );
}
