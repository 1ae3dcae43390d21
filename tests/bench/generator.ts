/**
 * A process of its own that sends webhooks at a fixed rate to 127.0.0.1, whether or not the answers keep up (open loop): a delivery's time runs
 * from when it was due. Tells the parent what came back.
 */
import { createHmac } from "node:crypto";
import { connect, type Socket } from "node:net";
import { percentile } from "./report.ts";

export interface Load {
  readonly port: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly secret: string;
  /** Domains are `prefix-1.myshopify.com` … */
  readonly prefix: string;
  readonly shops: number;
  /** Makes webhook ids of this run different from those of others. */
  readonly run: number;
}

export interface Answers {
  /** Answered with 200 within the given seconds. */
  readonly good: number;
  /** Answered with 200 at all; those are acknowledged and must be stored. */
  readonly acknowledged: number;
  readonly refused: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const CONNECTIONS = 256;
const BODIES = 2_000;

interface Line {
  readonly socket: Socket;
  /** When the delivery on its way was due. */
  due: number;
}

process.once("message", (load: Load) => {
  void send(load).then((answers) => process.send?.(answers, () => process.exit(0)));
});

async function send(load: Load): Promise<Answers> {
  const bodies = Array.from({ length: BODIES }, (_, n) => signedBody(n, load.secret));
  const latencies: number[] = [];
  const tally = { good: 0, acknowledged: 0, refused: 0 };
  const idle: Line[] = [];
  const lines = await Promise.all(Array.from({ length: CONNECTIONS }, () => open(load.port)));
  idle.push(...lines);
  const total = load.perSecond * load.seconds;
  const started = performance.now();
  const endsAt = started + load.seconds * 1000;
  let sent = 0;

  const sendDue = () => {
    const due = Math.min(total, Math.floor(((performance.now() - started) / 1000) * load.perSecond));
    for (let line = sent < due ? idle.pop() : undefined; line; line = sent < due ? idle.pop() : undefined) {
      line.due = started + (sent / load.perSecond) * 1000;
      line.socket.write(requestText(load, bodies[sent % BODIES] ?? { body: "", signature: "" }, sent));
      sent += 1;
    }
  };
  for (const line of lines) {
    let text = "";
    line.socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      const end = text.indexOf("\r\n\r\n");
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (end < 0 || text.length < end + 4 + length) return;
      const isGood = text.startsWith("HTTP/1.1 200");
      text = "";
      const now = performance.now();
      if (isGood) tally.acknowledged += 1;
      else tally.refused += 1;
      if (isGood && now <= endsAt) tally.good += 1;
      latencies.push(now - line.due);
      idle.push(line);
      sendDue();
    });
  }
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      sendDue();
      // Whatever is still on its way after the end is answered first; what was never sent is not.
      if (performance.now() < endsAt && sent < total) return;
      if (idle.length < CONNECTIONS && performance.now() < endsAt + 2_000) {
        sent = total;
        return;
      }
      clearInterval(timer);
      resolve();
    }, 2);
  });
  return { ...tally, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99), max: percentile(latencies, 1) };
}

function open(port: number): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    socket.once("error", reject);
    socket.once("connect", () => resolve({ socket, due: 0 }));
  });
}

/** What Shopify leaves in the body of orders/updated with our include_fields. */
function signedBody(n: number, secret: string): { body: string; signature: string } {
  const id = 5_000_000_000_000 + n;
  const body = JSON.stringify({
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    updated_at: "2026-11-01T10:00:00+01:00",
  });
  return { body, signature: createHmac("sha256", secret).update(body).digest("base64") };
}

function requestText(load: Load, { body, signature }: { body: string; signature: string }, n: number): string {
  const id = `${String(load.run).padStart(8, "0")}-0000-4000-8000-${String(n).padStart(12, "0")}`;
  return [
    "POST /webhooks HTTP/1.1",
    `Host: 127.0.0.1:${load.port}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "X-Shopify-Topic: orders/updated",
    `X-Shopify-Shop-Domain: ${load.prefix}-${1 + ((n * 7_919) % load.shops)}.myshopify.com`,
    `X-Shopify-Webhook-Id: ${id}`,
    `X-Shopify-Event-Id: ${id}`,
    "X-Shopify-Triggered-At: 2026-11-01T09:00:00.123456789Z",
    `X-Shopify-Hmac-Sha256: ${signature}`,
    "X-Shopify-Api-Version: 2026-10",
    "",
    body,
  ].join("\r\n");
}
