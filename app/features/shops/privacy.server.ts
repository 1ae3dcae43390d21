import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { assertLease, keepLease, wakeLane, type Lease } from "../../platform/lanes.server.ts";
import { log } from "../../platform/log.server.ts";
import { open, seal } from "../../platform/seal.server.ts";
import { dataSubject, dueAt, type ComplianceTopic } from "./domain/compliance.ts";
import { eraseShop } from "./erase-shop.server.ts";
import { exportCustomer } from "./export-customer.server.ts";
import { redactCustomer } from "./redact-customer.server.ts";
import { rememberRedaction } from "./remember-redaction.server.ts";
import { knownShop, readShop, recordStray } from "./store.server.ts";

/** A verified compliance request. `body` is parsed with its digits kept: ids beyond 2^53 are strings of digits. */
export interface ComplianceRequest {
  readonly domain: string;
  readonly topic: ComplianceTopic;
  readonly webhookId: string;
  readonly body: unknown;
  readonly receivedAt: Date;
}

/**
 * Makes a request durable: its body sealed until the duty is done (these bodies are the one kind we store, because they cannot be asked for
 * again), and the `long` lane woken, also for a shop that has left. The same delivery again is the same request. A shop we never had, or have
 * erased, is a stray: nothing of it is here.
 */
export async function receiveCompliance(request: ComplianceRequest): Promise<"stored" | "stray"> {
  const { domain, topic, webhookId, body, receivedAt } = request;
  const shopId = await knownShop(domain);
  if (shopId === undefined) {
    await recordStray(domain, topic, webhookId, receivedAt);
    return "stray";
  }
  await inShop(shopId, async (tx) => {
    await tx.run(
      `insert into privacy_request (shop_id, topic, webhook_id, sealed, received_at, due_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (shop_id, webhook_id) do nothing`,
      [shopId, topic, webhookId, seal(JSON.stringify(body), place(tx, webhookId)), receivedAt, dueAt(receivedAt)],
    );
    wakeLane(tx, "long");
  });
  return "stored";
}

function place(tx: ShopTx, webhookId: string): string {
  return `privacy_request ${tx.shopId} ${webhookId}`;
}

interface Duty {
  readonly requestId: string;
  readonly topic: ComplianceTopic;
  readonly body: unknown;
}

/** Does what is due, oldest first. `erased` when the shop is gone afterwards, with everything. */
export async function doPrivacyDuties(lease: Lease, now: Date): Promise<"done" | "erased"> {
  for (;;) {
    const duty = await inShop(lease.shopId, nextDuty);
    if (!duty) return "done";
    await keepLease(lease);
    if (duty.topic !== "shop/redact") {
      await aboutCustomer(lease, duty, now);
    } else if (await isBack(lease)) {
      await inShop(lease.shopId, async (tx) => {
        await assertLease(tx, lease);
        await dutyDone(tx, duty, { installed_again: 1 }, now);
      });
    } else {
      await eraseShop(lease, now);
      log.info({ event: "privacy.shop_erased", shopId: lease.shopId });
      return "erased";
    }
    log.info({ event: "privacy.duty_done", shopId: lease.shopId, topic: duty.topic, requestId: duty.requestId });
  }
}

/** shop/redact comes two days after the uninstall. A shop that has us again meanwhile is a customer, not a leftover. */
async function isBack(lease: Lease): Promise<boolean> {
  const shop = await readShop(lease.shopId);
  return shop?.installedAt != null && shop.uninstalledAt === null;
}

/** One transaction: what was found or erased and the end of the duty go together. */
async function aboutCustomer(lease: Lease, duty: Duty, now: Date): Promise<void> {
  const subject = dataSubject(duty.body);
  await inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
    if (duty.topic === "customers/redact") {
      const { orders, counts } = await redactCustomer(tx, subject);
      await rememberRedaction(tx, { customerId: subject.customerId, orders }, now);
      await dutyDone(tx, duty, counts, now);
      return;
    }
    const { counts, fileId } = await exportCustomer(tx, subject, duty.requestId, now);
    await dutyDone(tx, duty, counts, now, fileId);
  });
}

async function nextDuty(tx: ShopTx): Promise<Duty | undefined> {
  const [row] = await tx.rows<{ request_id: string; topic: ComplianceTopic; webhook_id: string; sealed: Buffer }>(
    `select request_id, topic, webhook_id, sealed from privacy_request
      where shop_id = $1 and done_at is null and sealed is not null order by request_id limit 1`,
    [tx.shopId],
  );
  if (!row) return undefined;
  const body: unknown = JSON.parse(open(row.sealed, place(tx, row.webhook_id)).toString());
  return { requestId: row.request_id, topic: row.topic, body };
}

/** The body goes; what stays says that and when the duty was done, in numbers. */
async function dutyDone(
  tx: ShopTx,
  duty: Duty,
  counts: Readonly<Record<string, number>>,
  now: Date,
  fileId: string | null = null,
): Promise<void> {
  await tx.run(
    "update privacy_request set sealed = null, done_at = $3, outcome = $4, file_id = $5 where shop_id = $1 and request_id = $2",
    [tx.shopId, duty.requestId, now, JSON.stringify(counts), fileId],
  );
}
