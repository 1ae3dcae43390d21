/** Webhooks at a steady pace, each about an order of its own: what the edge answered, how fast, and whether what it acknowledged is in the database. */
import { createHmac, randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { ask } from "../kill/database-server.ts";

export interface Answer {
  readonly domain: string;
  readonly webhookId: string;
  readonly orderId: string;
  /** 0: no answer. */
  readonly status: number;
  readonly ms: number;
  /** When it was sent and answered, performance.now(). */
  readonly sentAt: number;
  readonly answeredAt: number;
}

export interface Target {
  readonly port: number;
  readonly secret: string;
  /** How many webhooks at once, every 10 ms. */
  readonly atOnce: number;
  /** In turns. Each webhook is about one of these orders, in turns, or about one of its own. */
  readonly shops: readonly { readonly domain: string; readonly orderIds?: readonly string[] }[];
}

export interface Prober {
  /** What was answered to webhooks sent since the last call. */
  answers(): Promise<Answer[]>;
  stop(): void;
}

const EVERY_MS = 10;
let ownOrder = 9_007_199_254_740_993n;

/** Sends webhooks at this pace, whatever has become of those before. */
export function openProber({ port, secret, atOnce, shops }: Target): Prober {
  const agent = new Agent({ keepAlive: true, maxSockets: 4_096 });
  let sent: Promise<Answer>[] = [];
  let count = 0;
  const next = () => {
    const shop = shops[count % shops.length];
    const orders = shop?.orderIds ?? [];
    const order = orders[Math.floor(count / shops.length) % orders.length];
    if (shop) sent.push(sendOne(port, secret, agent, shop.domain, order));
    count += 1;
  };
  const timer = setInterval(() => {
    for (let each = 0; each < atOnce; each += 1) next();
  }, EVERY_MS);
  return {
    answers() {
      const all = Promise.all(sent);
      sent = [];
      return all;
    },
    stop() {
      clearInterval(timer);
      agent.destroy();
    },
  };
}

function sendOne(port: number, secret: string, agent: Agent, domain: string, orderId?: string): Promise<Answer> {
  const id = orderId ?? String((ownOrder += 2n));
  const webhookId = randomUUID();
  const body = `{"id":${id}}`;
  const headers = {
    "content-type": "application/json",
    "content-length": body.length,
    "x-shopify-topic": "orders/updated",
    "x-shopify-shop-domain": domain,
    "x-shopify-webhook-id": webhookId,
    "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
  };
  const sentAt = performance.now();
  return new Promise((resolve) => {
    const end = (status: number) => {
      const answeredAt = performance.now();
      resolve({ domain, webhookId, orderId: id, status, ms: answeredAt - sentAt, sentAt, answeredAt });
    };
    const sending = request({ port, path: "/webhooks", method: "POST", headers, agent }, (response) => {
      response.resume().once("end", () => {
        end(response.statusCode ?? 0);
      });
    });
    sending.once("error", () => {
      end(0);
    });
    sending.end(body);
  });
}

/** The acknowledged ones that are not there: no delivery, or no mark although no worker runs. */
export async function notDurable(ownerUrl: string, answers: readonly Answer[]): Promise<Answer[]> {
  const acknowledged = answers.filter(({ status }) => status === 200);
  const rows = await ask(
    ownerUrl,
    `select d.webhook_id as id from delivery d
       join unnest($1::text[], $2::bigint[]) as x(webhook_id, order_id) on d.webhook_id = x.webhook_id
       join mark m on m.shop_id = d.shop_id and m.kind = 3 and m.object_id = x.order_id`,
    [acknowledged.map(({ webhookId }) => webhookId), acknowledged.map(({ orderId }) => orderId)],
  );
  const there = new Set(rows.map((row) => String(row["id"])));
  return acknowledged.filter(({ webhookId }) => !there.has(webhookId));
}
