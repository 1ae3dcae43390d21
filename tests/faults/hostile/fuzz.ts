/** The campaign: requests drawn from a seed, each of which must get a typed answer, and after which the process is as it was. */
import { BROWSER } from "../pages.ts";
import { staffToken, shopperToken } from "../isolation/tokens.ts";
import { anyForm, anyRequest, anyText, pick, spoilJson, type Random } from "./corpus.ts";
import { samples } from "./samples.ts";
import { FAMILIES, say, shout, sign, webhook, type Heard, type Said } from "./wire.ts";

/** Whom the campaign is aimed at. */
export interface Target {
  readonly url: string;
  readonly domain: string;
  readonly orderId: string;
  readonly customerId: string;
}

export interface Finding {
  readonly what: string;
  readonly request: string;
  readonly answer: string;
}

export interface Campaign {
  readonly sent: number;
  /** How often each status was the answer; 0 is a closed connection. */
  readonly answers: ReadonlyMap<number, number>;
  readonly findings: readonly Finding[];
}

type Part = (random: Random, target: Target) => Promise<{ readonly request: string; readonly heard: Heard }>;

const SIDE_BY_SIDE = 12;
/** What cannot be read as a request may be answered by closing the line; everything else gets an answer. */
const NO_HTTP = "bytes that are no HTTP";

/** Sends strange requests until `enough` says so, `SIDE_BY_SIDE` at a time. The same random numbers send the same requests. */
export async function fuzz(target: Target, random: Random, enough: (sent: number) => boolean): Promise<Campaign> {
  const answers = new Map<number, number>();
  const findings: Finding[] = [];
  let sent = 0;
  while (!enough(sent) && findings.length < 20) {
    const round = Array.from({ length: SIDE_BY_SIDE }, () => pick(random, Object.entries(PARTS)));
    const results = await Promise.allSettled(round.map(([, part]) => part(random, target)));
    for (const [index, result] of results.entries()) {
      const what = round[index]?.[0] ?? "";
      sent += 1;
      if (result.status === "rejected") {
        findings.push({ what, request: "", answer: String(result.reason) });
        continue;
      }
      const { request, heard } = result.value;
      answers.set(heard.status, (answers.get(heard.status) ?? 0) + 1);
      if (!isTyped(heard) || (heard.status === 0 && what !== NO_HTTP))
        findings.push({
          what,
          request: request.slice(0, 2_000),
          answer: `${heard.status} ${heard.text.slice(0, 400)}`,
        });
    }
  }
  return { sent, answers, findings };
}

/** Never a failure of ours, and never a word about how we are made. */
function isTyped({ status, text }: Heard): boolean {
  return status < 500 && !/\n +at \S|\\n +at \S|node_modules|node:internal|\.ts:\d+/.test(text);
}

const staff = ({ domain }: Target) => ["authorization", `Bearer ${staffToken(domain)}`, "user-agent", BROWSER];
const bodies = samples().samples;
const ORDER_ACTION = { action: "ship", fulfillmentOrderId: "1" };
const FORM_NAMES = [
  "action",
  "fulfillmentOrderId",
  "intentId",
  "answer",
  "effect",
  "on",
  "handlingMinor",
  "postageMinor",
  "maxParts",
  "unknownGrams",
  "key.stand-in",
  "_data",
];
const DATA = { order: "features/orders/routes/order", settings: "features/settings/routes/settings" };

const tell = async (target: Target, said: Said) => ({
  request: `${said.method ?? "POST"} ${said.path} ${(said.headers ?? []).filter((text) => !text.startsWith("Bearer")).join(" ")} ${typeof said.body === "string" ? said.body : said.body instanceof Uint8Array ? Buffer.from(said.body).toString("hex") : ""}`,
  heard: await say(target.url, said),
});

const PARTS: Readonly<Record<string, Part>> = {
  "a body, well signed": (random, target) => {
    const { topic, body } = pick(random, bodies);
    return tell(
      target,
      webhook({ topic, domain: target.domain, family: pick(random, FAMILIES) }, spoilJson(random, body)),
    );
  },
  "a privacy request, well signed": (random, target) => {
    const topic = pick(random, ["customers/redact", "customers/data_request", "shop/redact", "customers/update"]);
    const body = JSON.stringify({
      shop_domain: `other-${target.domain}`,
      customer: { id: 1, email: "a@b.c" },
      orders_requested: [1],
    });
    return tell(target, {
      ...webhook({ topic, domain: target.domain }, spoilJson(random, body)),
      path: "/webhooks/compliance",
    });
  },
  "the headers of a webhook": (random, target) => {
    const body = '{"id":1}';
    const name = pick(random, [
      "topic",
      "shop-domain",
      "webhook-id",
      "event-id",
      "triggered-at",
      "api-version",
      "hmac-sha256",
    ]);
    const value = anyText(random)
      .replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, "?")
      .slice(0, 3_000);
    return tell(
      target,
      webhook({ topic: "orders/updated", domain: target.domain }, body, [`${pick(random, FAMILIES)}${name}`, value]),
    );
  },
  "a signature": (random, target) => {
    const body = '{"id":1}';
    const signature = pick(random, [
      sign(body).slice(0, 20),
      sign(body, "guessed"),
      anyText(random)
        .replaceAll(/[^\x20-\x7e]/g, "?")
        .slice(0, 500),
      `${sign(body)}${sign(body)}`,
    ]);
    return tell(target, webhook({ topic: "orders/updated", domain: target.domain, signature }, body));
  },
  "a form of an order": (random, target) =>
    form(
      random,
      target,
      `/app/orders/${pick(random, [target.orderId, "1", encodeURIComponent(safe(anyText(random)))])}`,
      DATA.order,
      ORDER_ACTION,
    ),
  "a form of the settings": (random, target) =>
    form(
      random,
      target,
      "/app/settings",
      DATA.settings,
      pick(random, [{ effect: "route", on: "true" }, { handlingMinor: "1.00" }]),
    ),
  "a form that is none": (random, target) =>
    tell(target, {
      path: `/app/settings?_data=${encodeURIComponent(DATA.settings)}`,
      headers: [
        ...staff(target),
        "content-type",
        pick(random, [
          "application/json",
          "multipart/form-data; boundary=x",
          "multipart/form-data",
          "text/plain",
          "application/x-www-form-urlencoded; charset=utf-7",
          "",
        ]),
      ],
      body: pick(random, [
        '{"effect":"route"}',
        '--x\r\ncontent-disposition: form-data; name="effect"\r\n\r\nroute',
        "%",
        "a=%ff&a=%00&&=&=b",
        "\u0000",
      ]),
    }),
  "a list": (random, target) => {
    const query = new URLSearchParams();
    for (const name of ["q", "stage", "attention", "payment", "country", "sort", "after", "before", "locale"])
      if (random() < 0.4) query.append(name, safe(anyText(random)).slice(0, 3_000));
    const path = pick(random, ["/app/orders.csv?", "/app/orders?_data=features%2Forders%2Froutes%2Forders&"]);
    return tell(target, { method: "GET", path: path + query.toString(), headers: staff(target) });
  },
  "a thing by its id": (random, target) => {
    const id = encodeURIComponent(safe(anyText(random)).slice(0, 2_000));
    const path = pick(random, [
      `/app/orders/${id}?_data=${encodeURIComponent(DATA.order)}`,
      `/app/parcels/${id}/label.pdf`,
      `/app/${id}`,
      `/${id}`,
    ]);
    return tell(target, {
      method: pick(random, ["GET", "HEAD", "POST", "PUT", "DELETE"]),
      path,
      headers: staff(target),
    });
  },
  "an order's status": (random, target) => {
    const key = anyText(random)
      .replaceAll(/[^\x20-\x7e]/g, "?")
      .slice(0, 100);
    const token = random() < 0.7 ? shopperToken(target.domain, random() < 0.5 ? target.customerId : null) : "a.b.c";
    return tell(target, {
      method: pick(random, ["GET", "POST", "OPTIONS"]),
      path: `/api/order-status?order=${encodeURIComponent(safe(anyText(random)).slice(0, 2_000))}`,
      headers: ["authorization", `Bearer ${token}`, "x-order-key", key],
    });
  },
  [NO_HTTP]: async (random, target) => {
    const request = anyRequest(random, new URL(target.url).host);
    const line = await shout(target.url, request);
    return { request, heard: { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(line)?.[1] ?? 0), text: line } };
  },
};

function form(
  random: Random,
  target: Target,
  path: string,
  data: string,
  good: Readonly<Record<string, string>>,
): ReturnType<Part> {
  const body = anyForm(random, FORM_NAMES, good).toString();
  return tell(target, {
    path: `${path}?_data=${encodeURIComponent(data)}`,
    headers: [...staff(target), "content-type", "application/x-www-form-urlencoded"],
    body,
  });
}

/** Half a character has no address. */
const safe = (text: string) => text.toWellFormed();
