import type { IntentId, OrderId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import { recordIntents, switchedOnSince } from "../intents/public.server.ts";
import { decideOrderAgain, holdOrder, releaseOrder } from "../routing/public.server.ts";
import { risksOfOrder } from "../risks/public.server.ts";
import { SWITCH_OF } from "./domain/actions.ts";
import type { ActionAsked } from "./domain/read-request.ts";
import { riskTags } from "./domain/risk-tags.ts";
import { stateOf, type RunCode, type RunState } from "./domain/run.ts";
import { keepRun, statusesOf, type Begun } from "./settle-runs.server.ts";

/** An order that was placed a moment ago may not have been read yet: Flow is asked to come back for so long. */
const PATIENCE_MS = 10 * 60_000;

interface Run {
  readonly status: "waiting" | "done" | "refused";
  readonly code: string;
  readonly intents: readonly IntentId[];
  readonly begun: boolean;
  readonly receivedAt: Date;
  readonly [column: string]: unknown;
}

/**
 * Carries out what a workflow asks, once for its run: what is to be done in Shopify is stored as effects, and each time Flow asks again it is told how far they
 * are. Observe first: a workflow is a rule, so the switch of what it does must be on.
 */
export async function takeAction(shopId: ShopId, asked: ActionAsked, now: Date): Promise<RunState> {
  return inShop(shopId, async (tx) => {
    const run = await findRun(tx, asked, now);
    if (run.status === "refused") return { status: "refused", code: run.code as RunCode };
    if (run.status === "done") return { status: "done" };
    const next = run.begun
      ? { state: stateOf(await statusesOf(tx, run.intents)), intents: run.intents }
      : await begin(tx, asked, run.receivedAt, now);
    await keepRun(tx, asked.runId, next, now);
    return next.state;
  });
}

/** Locked: Flow may ask twice at the same moment. */
async function findRun(tx: ShopTx, { runId, action, orderId }: ActionAsked, now: Date): Promise<Run> {
  await tx.run(
    `insert into flow_run (shop_id, run, action, order_id, status, received_at) values ($1, $2, $3, $4, 'waiting', $5)
     on conflict do nothing`,
    [tx.shopId, runId, action, orderId, now],
  );
  const [run] = await tx.rows<Run>(
    `select status, code, coalesce(intents, '{}')::text[] as intents, intents is not null as begun, received_at as "receivedAt"
       from flow_run where shop_id = $1 and run = $2 for update`,
    [tx.shopId, runId],
  );
  if (!run) throw new Error("a run that was just stored is not there");
  return run;
}

async function begin(tx: ShopTx, asked: ActionAsked, receivedAt: Date, now: Date): Promise<Begun> {
  const [order] = await tx.rows<{ tags: string[] }>(
    `select coalesce((select array_agg(t.tag) from order_tag t where t.shop_id = o.shop_id and t.order_id = o.order_id), '{}') as tags
       from shop_order o where o.shop_id = $1 and o.order_id = $2`,
    [tx.shopId, asked.orderId],
  );
  if (!order) {
    if (now.getTime() - receivedAt.getTime() > PATIENCE_MS) return refused("unknown_order");
    await markChanged(tx, [{ kind: "order", objectId: asked.orderId }], now);
    return { state: { status: "waiting" }, intents: null };
  }
  const needed = SWITCH_OF[asked.action];
  if ((await switchedOnSince(tx, needed)) === null) return refused(`off_${needed}`);
  const intents = await ACTS[asked.action](tx, asked, order.tags, now);
  if (typeof intents === "string") return refused(intents);
  return { state: { status: intents.length === 0 ? "done" : "waiting" }, intents };
}

const refused = (code: RunCode): Begun => ({ state: { status: "refused", code }, intents: [] });

type Act = (
  tx: ShopTx,
  asked: ActionAsked,
  tags: readonly string[],
  now: Date,
) => Promise<readonly IntentId[] | RunCode>;

const ACTS: Readonly<Record<ActionAsked["action"], Act>> = {
  "hold-order": async (tx, { orderId, runId, text }, _tags, now) => {
    return orElse(
      await holdOrder(tx, orderId, { name: `flow-${runId}`.slice(0, 64), note: text }, now),
      "nothing_open",
    );
  },
  "release-order": async (tx, { orderId }, _tags, now) => {
    return orElse(await releaseOrder(tx, orderId, now), "not_held");
  },
  /** The decision is made by the refresh lane; what follows from it has intents of its own. */
  "reroute-order": async (tx, { orderId }, _tags, now) => {
    return (await decideOrderAgain(tx, orderId, now)) > 0 ? [] : "nothing_open";
  },
  "tag-delivery-risk": async (tx, asked, tags, now) => {
    const change = riskTags(asked.text, await openKinds(tx, asked.orderId), tags);
    if (change.add.length + change.remove.length === 0) return [];
    const { orderId, runId } = asked;
    const input = { ...change, decisionId: runId };
    return recordIntents(tx, [{ kind: "order.tags", orderId, subject: `flow ${runId}`, input }], now);
  },
};

const orElse = (intents: readonly IntentId[], code: RunCode) => (intents.length > 0 ? intents : code);

async function openKinds(tx: ShopTx, orderId: OrderId): Promise<string[]> {
  const risks = await risksOfOrder(tx, orderId);
  return risks.filter(({ resolvedAt }) => resolvedAt === null).map(({ kind }) => kind);
}
