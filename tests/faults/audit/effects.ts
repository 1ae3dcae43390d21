import type { Carrier } from "../../devshop/carrier/carrier.ts";
import type { ShopBook } from "./book.ts";
import type { Database, Finding } from "./finding.ts";

interface IntentRow {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly order_id: string | null;
  readonly idempotency_key: string;
  readonly input: Readonly<Record<string, string>>;
  readonly outcome: Readonly<Record<string, string>> | null;
}

/** Effects of which nobody can find out whether they happened: only these may end in a question to a person. None does so today. */
const MAY_ASK: ReadonlySet<string> = new Set();
const OPEN = ["waiting", "sending", "unsure"];

/** Every intent has come to an end, and what it says it did the shop has seen, once. */
export async function auditEffects(database: Database, shopId: string, book: ShopBook): Promise<Finding[]> {
  const { rows } = await database.query<IntentRow>(
    "select intent_id as id, kind, status, order_id, idempotency_key, input, outcome from intent where shop_id = $1 order by intent_id",
    [shopId],
  );
  const name = ({ id, kind, status }: IntentRow) => `${book.shop.domain} ${kind} ${id} is ${status}`;
  const findings: Finding[] = rows.flatMap((intent): Finding[] => {
    if (OPEN.includes(intent.status)) return [{ what: "intent unsettled", detail: name(intent) }];
    if (intent.status === "asks" && !MAY_ASK.has(intent.kind))
      return [{ what: "intent asks", detail: `${name(intent)}: ${JSON.stringify(intent.outcome)}` }];
    return [];
  });
  const done = rows.filter(({ status }) => status === "done");
  return [...findings, ...compareWithShop(done, rows, book), ...promisesWithoutTrace(done, book)];
}

/** Counts by kind and key: what the app says it did, what the shop saw the app do, and what others did that looks the same. */
function compareWithShop(done: readonly IntentRow[], all: readonly IntentRow[], { shop, seen }: ShopBook): Finding[] {
  const counts = new Map<string, { said: number; app: number; people: number }>();
  const count = (kind: string, key: string, who: "said" | "app" | "people") => {
    const line = counts.get(`${kind} ${key}`) ?? { said: 0, app: 0, people: 0 };
    line[who] += 1;
    counts.set(`${kind} ${key}`, line);
  };
  for (const intent of done) {
    const key = keyOf(intent);
    if (key !== undefined) count(intent.kind, key, "said");
  }
  for (const { kind, key, by } of seen) count(kind, key, by);
  return [...counts].flatMap(([name, { said, app, people }]): Finding[] => {
    const detail = `${shop.domain} ${name}: ${said} intents done, ${app} seen by the app, ${people} by people`;
    const history = () => historyOf(name, all, { shop, seen });
    if (app > said + undone(name, seen))
      return [{ what: said === 0 ? "effect nobody meant" : "effect done twice", detail: detail + history() }];
    // What somebody else had done already is found and counts as done: the wanted state is there. A hold that is gone cannot be seen any more.
    if (said > app + people && !name.startsWith("fulfillmentOrder.release"))
      return [{ what: "effect without trace", detail: detail + history() }];
    return [];
  });
}

/** For whoever looks for the cause: what else was said and seen of a move's order, and where its fulfillment orders are. */
function historyOf(name: string, all: readonly IntentRow[], { shop, seen }: Pick<ShopBook, "shop" | "seen">): string {
  const [, orderId = ""] = /^fulfillmentOrder.move order (\S+)/.exec(name) ?? [];
  if (orderId === "") return "";
  const said = all
    .filter((each) => each.order_id === orderId)
    .map(({ id, kind, status, input, outcome }) => ({ id, kind, status, input, outcome }));
  const sightings = seen.filter(({ key }) => key.startsWith(`order ${orderId} `));
  const there = [...shop.fulfillmentOrders.values()]
    .filter((each) => each.orderId === orderId)
    .map(({ id, status, assignedLocationId, createdAt, lines }) => ({
      id,
      status,
      assignedLocationId,
      createdAt,
      lines: lines.map(({ lineItemId, totalQuantity }) => [lineItemId, totalQuantity]),
    }));
  return JSON.stringify({ said, sightings, there });
}

/**
 * How often people undid it. What was undone before the app knew that it had happened cannot be told from what never happened, unless its webhook
 * came first: then it may be done once more, which is no more than asking again.
 */
function undone(name: string, seen: ShopBook["seen"]): number {
  return seen.filter(({ by, takesBack }) => by === "people" && takesBack === name).length;
}

/** The same words as audit/book.ts, from what the intent keeps. Undefined for kinds that are looked at elsewhere. */
function keyOf({ kind, order_id, input, outcome }: IntentRow): string | undefined {
  switch (kind) {
    case "fulfillmentOrder.move":
      return `order ${order_id ?? ""} to ${input["to"] ?? ""}`;
    case "fulfillmentOrder.hold":
    case "fulfillmentOrder.release":
      return `${input["fulfillmentOrderId"] ?? ""} ${input["handle"] ?? ""}`;
    case "fulfillment.create":
      return outcome?.["fulfillmentId"] ?? "";
    case "fulfillment.event":
      return `${outcome?.["fulfillmentId"] ?? ""} ${input["status"] ?? ""} ${new Date(input["happenedAt"] ?? 0).toISOString()}`;
    default:
      return undefined;
  }
}

function promisesWithoutTrace(done: readonly IntentRow[], { shop }: ShopBook): Finding[] {
  return done.flatMap((intent): Finding[] => {
    if (intent.kind !== "order.promise") return [];
    const shown = shop.orders.get(intent.order_id ?? "")?.metafields.some(({ key }) => key === "promise");
    return shown === true
      ? []
      : [{ what: "effect without trace", detail: `${shop.domain} order.promise ${intent.id}` }];
  });
}

/** The carrier's book, over all shops: each label bought belongs to one intent that is done, each one given back to one that says so. */
export async function auditLabels(database: Database, carrier: Carrier): Promise<Finding[]> {
  const { rows } = await database.query<IntentRow>(
    "select intent_id as id, kind, status, order_id, idempotency_key, input, outcome from intent where kind in ('label.buy', 'label.void')",
  );
  const bought = rows.filter(({ kind }) => kind === "label.buy");
  const findings: Finding[] = bought.flatMap(({ id, status, idempotency_key }): Finding[] => {
    const there = carrier.find(idempotency_key) !== undefined;
    if (there === (status === "done")) return [];
    const detail = `label.buy ${id} is ${status}`;
    return [{ what: there ? "effect nobody meant" : "effect without trace", detail }];
  });
  const known = bought.filter(({ idempotency_key }) => carrier.find(idempotency_key)).length;
  const given = new Set(
    rows
      .filter(({ kind, status }) => kind === "label.void" && status === "done")
      .map(({ input }) => input["carrierRef"]),
  );
  const { shipments, voided } = carrier.stats();
  if (shipments !== known)
    findings.push({ what: "effect nobody meant", detail: `${shipments} labels sold, ${known} of them to an intent` });
  if (voided !== given.size)
    findings.push({ what: "effect without trace", detail: `${voided} labels given back, ${given.size} by an intent` });
  return findings;
}
