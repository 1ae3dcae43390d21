/**
 * A process of its own that sends the webhooks of orders as Shopify does, ten an order, signed, with the fields our TOML asks for, at a fixed rate to
 * 127.0.0.1 whether or not the answers keep up (open loop): the time of a delivery runs from when it was due. Lines that break are not opened again.
 * Tells the parent how it went, and writes the numbers of the acknowledged deliveries to a file.
 */
import { createHmac } from "node:crypto";
import { writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { percentile } from "../report.ts";
import { fulfillmentOrderId, itemId, orderId, PLACES, shopOf } from "./ids.ts";

export interface Storm {
  readonly ports: readonly number[];
  /** Webhooks a second; a tenth of it is orders. */
  readonly perSecond: number;
  readonly seconds: number;
  readonly secret: string;
  /** Domains are `prefix-1.myshopify.com` … */
  readonly prefix: string;
  readonly shops: number;
  /** Number of the first order. */
  readonly from: number;
  /** So many times an order is told of, `TOLD_TOGETHER` orders after each other before it is told again; once, unless said. */
  readonly tellings?: number;
  readonly acknowledgedFile: string;
}

export interface StormAnswers {
  readonly sent: number;
  readonly acknowledged: number;
  readonly refused: number;
  readonly broken: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** When the first was due, epoch milliseconds. */
  readonly startedAt: number;
  /** Until the last answer. */
  readonly seconds: number;
}

const PER_ORDER = 10;
/** A storm that tells everything new first would be a backlog of new orders and then an hour without one. */
const TOLD_TOGETHER = 150;
const CONNECTIONS = 256;

interface Line {
  readonly socket: Socket;
  number: number;
  due: number;
}

process.once("message", (storm: Storm) => {
  void send(storm).then((answers) => process.send?.(answers, () => process.exit(0)));
});
process.send?.(0);

async function send(storm: Storm): Promise<StormAnswers> {
  const total = Math.floor(storm.perSecond * storm.seconds);
  const acknowledged = new Uint8Array(total);
  const latencies = new Float64Array(total).fill(Number.NaN);
  const tally = { refused: 0, broken: 0, sent: 0 };
  const idle: Line[] = [];
  const started = performance.now();
  const startedAt = Date.now();
  let onTheirWay = 0;
  const dueAt = (n: number) => started + (n / storm.perSecond) * 1000;

  const sendDue = () => {
    const due = Math.min(total, Math.floor(((performance.now() - started) / 1000) * storm.perSecond));
    while (tally.sent < due) {
      const line = idle.pop();
      if (!line) return;
      line.number = tally.sent;
      line.due = dueAt(tally.sent);
      line.socket.write(requestText(storm, tally.sent));
      tally.sent += 1;
      onTheirWay += 1;
    }
  };
  const take = (line: Line, chunk: Buffer) => {
    const isGood = chunk.subarray(9, 12).toString("latin1") === "200";
    onTheirWay -= 1;
    if (isGood) acknowledged[line.number] = 1;
    else tally.refused += 1;
    latencies[line.number] = performance.now() - line.due;
    line.number = -1;
    idle.push(line);
    sendDue();
  };
  let open = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, index) => {
      const port = storm.ports[index % storm.ports.length] ?? 0;
      const socket = await opened(port);
      const line: Line = { socket, number: -1, due: 0 };
      open += 1;
      socket.on("data", (chunk: Buffer) => {
        if (line.number >= 0) take(line, chunk);
      });
      socket.on("close", () => {
        open -= 1;
        if (line.number >= 0) {
          tally.broken += 1;
          onTheirWay -= 1;
        } else idle.splice(idle.indexOf(line), 1);
      });
      idle.push(line);
    }),
  );
  const endsAt = started + storm.seconds * 1000;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      sendDue();
      const isOver = tally.sent >= total || open === 0 || performance.now() > endsAt + 10_000;
      if (!isOver || (onTheirWay > 0 && performance.now() < endsAt + 15_000)) return;
      clearInterval(timer);
      resolve();
    }, 2);
  });
  writeFileSync(storm.acknowledgedFile, acknowledged);
  const times = [...latencies].filter((each) => !Number.isNaN(each));
  return {
    ...tally,
    acknowledged: acknowledged.reduce((sum, each) => sum + each, 0),
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    max: percentile(times, 1),
    startedAt,
    seconds: (performance.now() - started) / 1000,
  };
}

function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    socket.on("error", reject); // after the connection: `close` says so, too
    socket.once("connect", () => {
      resolve(socket);
    });
  });
}

/** Topic and body of the k-th webhook of an order: one creation, one update, one payment, one routing, six levels. */
function webhookOf(n: number, k: number, at: string): { topic: string; body: string } {
  if (k < 3) {
    const id = orderId(n);
    return {
      topic: ["orders/create", "orders/updated", "orders/paid"][k] ?? "",
      body: `{"id":${id},"admin_graphql_api_id":"gid://shopify/Order/${id}","updated_at":"${at}"}`,
    };
  }
  if (k === 3)
    return {
      topic: "fulfillment_orders/order_routing_complete",
      body: `{"fulfillment_order":{"id":"gid://shopify/FulfillmentOrder/${fulfillmentOrderId(n)}"}}`,
    };
  const units = (k * 7 + n) % 100;
  return {
    topic: "inventory_levels/update",
    body: `{"inventory_item_id":${itemId(n + k)},"location_id":${PLACES[k % 2] ?? 0},"available":${1_000_000 + units},"updated_at":"${at}"}`,
  };
}

/** The id of a delivery, by its number. */
const webhookId = (from: number, number: number): string =>
  `${String(from).padStart(8, "0")}-0000-4000-8000-${String(number).padStart(12, "0")}`;

function requestText(storm: Storm, number: number): string {
  const telling = Math.floor(number / PER_ORDER);
  const toldBefore = Math.floor(telling / (TOLD_TOGETHER * (storm.tellings ?? 1))) * TOLD_TOGETHER;
  const n = storm.from + toldBefore + (telling % TOLD_TOGETHER);
  const { topic, body } = webhookOf(n, number % PER_ORDER, "2026-01-01T10:00:00+01:00");
  const id = webhookId(storm.from, number);
  return [
    "POST /webhooks HTTP/1.1",
    "Host: 127.0.0.1",
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    `X-Shopify-Topic: ${topic}`,
    `X-Shopify-Shop-Domain: ${storm.prefix}-${shopOf(n, storm.shops)}.myshopify.com`,
    `X-Shopify-Webhook-Id: ${id}`,
    `X-Shopify-Event-Id: ${id}`,
    "X-Shopify-Triggered-At: 2026-11-01T09:00:00.123456789Z",
    `X-Shopify-Hmac-Sha256: ${createHmac("sha256", storm.secret).update(body).digest("base64")}`,
    "X-Shopify-Api-Version: 2026-10",
    "",
    body,
  ].join("\r\n");
}
