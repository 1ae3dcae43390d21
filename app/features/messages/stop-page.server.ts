import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import type { OrderId } from "../../core/ids.ts";
import { stopPage } from "./domain/stop-page.ts";
import { nearestLocale } from "./domain/standard/standard.ts";
import { readStopToken } from "./stop-link.server.ts";
import { allowMail, stopMail, stopsOf } from "./stops.server.ts";

interface Told {
  readonly orderId: OrderId;
  readonly hash: Buffer | null;
  readonly masked: string;
  readonly locale: string;
  readonly [column: string]: unknown;
}

async function readTold(tx: ShopTx, messageId: string): Promise<Told | undefined> {
  const [told] = await tx.rows<Told>(
    `select order_id as "orderId", to_hash as hash, to_masked as masked, locale from message
      where shop_id = $1 and message_id = $2 and audience = 'shopper'`,
    [tx.shopId, messageId],
  );
  return told;
}

/** The page behind the link in a message: whose messages it would stop, or that they are stopped. 404 for what is not ours, or erased. */
export function showStop(token: string | undefined): Promise<Response> {
  return withTold(token, () => Promise.resolve());
}

/** Stops them, or lets them come again; as often as it is said. */
export function answerStop(token: string | undefined, wish: "stop" | "again", now: Date): Promise<Response> {
  return withTold(token, (tx, { hash, orderId }) =>
    wish === "stop"
      ? stopMail(tx, hash, { why: "opted_out", by: "shopper", answer: "", orderId }, now)
      : allowMail(tx, hash, "shopper"),
  );
}

async function withTold(
  token: string | undefined,
  act: (tx: ShopTx, told: { readonly hash: Buffer; readonly orderId: OrderId }) => Promise<void>,
): Promise<Response> {
  const whose = readStopToken(token);
  if (!whose) return html(404, stopPage("en", { status: "unknown" }));
  return inShop(whose.shopId, async (tx) => {
    const told = await readTold(tx, whose.messageId);
    if (!told?.hash) return html(404, stopPage("en", { status: "unknown" }));
    const { hash, orderId, masked, locale } = told;
    await act(tx, { hash, orderId });
    const stopped = (await stopsOf(tx, hash)).some(({ why }) => why === "opted_out");
    return html(
      200,
      stopPage(nearestLocale(locale) ?? "en", { status: stopped ? "stopped" : "open", address: masked }),
    );
  });
}

/** Nobody frames it, remembers it, or hears of its address. */
const html = (status: number, body: string): Response =>
  new Response(body, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    },
  });
