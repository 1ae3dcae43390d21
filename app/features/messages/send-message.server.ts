import { z } from "zod";
import type { OrderId } from "../../core/ids.ts";
import { Retryable } from "../../core/faults.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import type { Intent } from "../intents/domain/intent.ts";
import type { EffectHandler } from "../intents/public.server.ts";
import { appendOrderEvents, clearAttention, raiseAttention, sealForPerson } from "../orders/public.server.ts";
import { openAccount, type OpenAccount } from "./account.server.ts";
import { maskEmail } from "./domain/addresses.ts";
import type { WhyNot } from "./domain/decide-news.ts";
import type { MessageKind } from "./domain/kinds.ts";
import { nextTryAt } from "./domain/next-try.ts";
import { handOver, type HandedOver, type Mail } from "./smtp.server.ts";
import { emailHash, stopMail, stopsOf } from "./stops.server.ts";
import { mailIdOf, writeMessage, type OfferOf, type StoredMessage } from "./write-message.server.ts";

type Sending = Intent<"message.send">;

const taken = z.object({ answer: z.string(), day: z.string().nullable().default(null) });

/** Under this name the texts of messages are sealed for their order's person. */
const SEALED_TEXT = "message";

/** What is known, and to be known, elsewhere of an order that somebody is written about. */
interface Around {
  readonly offerOf: OfferOf;
  /** The shopper was told that it is there by this day ("YYYY-MM-DD"). */
  readonly daySaid: (tx: ShopTx, orderId: OrderId, day: string, now: Date) => Promise<void>;
}

/**
 * Hands a message over to the merchant's mail server. What is written down before it goes (to whom, in which words) is what went. A lost answer
 * is not looked for: no server can be asked (decision 0021).
 */
export const sendMessage = ({ offerOf, daySaid }: Around): EffectHandler<"message.send"> => ({
  kind: "message.send",

  async act({ shopId, now }, intent) {
    const ready = await inShop(shopId, (tx) => prepare(tx, intent, offerOf, now));
    if ("why" in ready) return { status: "refused", codes: [ready.why] };
    const came = await handOver(ready.account, ready.mail);
    switch (came.status) {
      case "taken":
        return { status: "done", outcome: { answer: came.answer, day: ready.day } };
      case "lost":
        throw new Retryable("the mail server has not answered", { mayHaveHappened: true });
      default:
        return { status: "refused", codes: codesOf(came) };
    }
  },

  async lookUp({ shopId }, { input }) {
    await inShop(shopId, (tx) =>
      tx.run("update message set status = 'unsure' where shop_id = $1 and message_id = $2 and status = 'sending'", [
        shopId,
        input.messageId,
      ]),
    );
    return { status: "cannotTell" };
  },

  async settled(tx, { orderId, input }, outcome, now) {
    const { answer, day } = taken.parse(outcome);
    const [row] = await tx.rows<{ kind: MessageKind; audience: string }>(
      `update message set status = 'sent', why = '', sent_at = $3, due_at = null, answer = $4
        where shop_id = $1 and message_id = $2 returning kind, audience`,
      [tx.shopId, input.messageId, now, answer],
    );
    if (!row) return;
    if (row.audience === "shopper") {
      await clearAttention(tx, [orderId], "bounced");
      if (day !== null) await daySaid(tx, orderId, day, now);
    }
    await tell(tx, orderId, "message.sent", input.messageId, { message: row.kind, audience: row.audience }, now);
  },

  // The code says what becomes of it: put off, given up, or not to be had.
  async refused(tx, intent, [code = "refused", answer = ""], now) {
    if (code === "later") await putOff(tx, intent, answer, now);
    else await giveUp(tx, intent, code as WhyNot, answer, now);
  },
});

type Ready =
  | { readonly account: OpenAccount; readonly mail: Mail; readonly day: string | null }
  | { readonly why: WhyNot | "withdrawn" };

/** Writes the message and writes down what will go to whom, in one transaction; or says why nothing goes. */
async function prepare(tx: ShopTx, { orderId, input }: Sending, offerOf: OfferOf, now: Date): Promise<Ready> {
  const [message] = await tx.rows<StoredMessage & Record<string, unknown>>(
    `select message_id as "messageId", order_id as "orderId", kind, audience, params, sealed_to as "sealedTo" from message
      where shop_id = $1 and message_id = $2 and status in ('sending', 'unsure') for update`,
    [tx.shopId, input.messageId],
  );
  if (!message) return { why: "withdrawn" };
  const account = await openAccount(tx, { verified: true });
  if (!account) return { why: "no_account" };
  const written = await writeMessage(tx, message, { sender: account.fromName, offerOf, now });
  const { to, locale, version, rendered, day, unsubscribe } = written;
  if (to === null || to === "") return { why: "no_address" };
  const hash = emailHash(tx, to);
  const [stop] = message.audience === "shopper" ? await stopsOf(tx, hash) : [];
  if (stop) return { why: stop.why };
  const { subject, text } = rendered;
  await tx.run(
    `update message set status = 'sending', tries = tries + 1, tried_at = coalesce(tried_at, $3), to_masked = $4, to_hash = $5,
            locale = $6, template = $7, sealed = $8
      where shop_id = $1 and message_id = $2`,
    [
      tx.shopId,
      input.messageId,
      now,
      maskEmail(to),
      hash,
      locale,
      version,
      await sealForPerson(tx, orderId, SEALED_TEXT, JSON.stringify({ subject, text })),
    ],
  );
  return {
    account,
    day,
    mail: {
      ...rendered,
      to,
      date: now,
      messageId: mailIdOf(tx, input.messageId),
      ...(unsubscribe !== undefined && { unsubscribe }),
    },
  };
}

function codesOf(came: Exclude<HandedOver, { status: "taken" | "lost" }>): string[] {
  switch (came.status) {
    case "later":
      return ["later", came.answer];
    case "unreachable":
      return ["later", came.problem];
    case "refused":
      // Who is not let in is let in again when the merchant mends the password.
      if (came.about === "account") return ["later", came.answer];
      return [came.about === "recipient" ? "bounced" : "refused", came.answer];
  }
}

/** Tried again later, for a day; it is the messages lane's again meanwhile, so that it is in nobody's way. */
async function putOff(tx: ShopTx, intent: Sending, answer: string, now: Date): Promise<void> {
  const [row] = await tx.rows<{ tries: number; tried_at: Date | null }>(
    "select tries, tried_at from message where shop_id = $1 and message_id = $2",
    [tx.shopId, intent.input.messageId],
  );
  const at = row && nextTryAt(row.tries, row.tried_at ?? now, now);
  if (!at) {
    await giveUp(tx, intent, "unreachable", answer, now);
    return;
  }
  await tx.run(
    "update message set status = 'waiting', why = 'later', due_at = $3, answer = $4 where shop_id = $1 and message_id = $2",
    [tx.shopId, intent.input.messageId, at, answer],
  );
  wakeLane(tx, "messages");
}

/** What nobody sends any more without being asked to. A person is told where the shopper will not hear of it. */
const LEFT: ReadonlySet<WhyNot> = new Set(["no_account", "no_address", "opted_out", "withdrawn", "dropped"]);

async function giveUp(tx: ShopTx, { orderId, input }: Sending, why: WhyNot, answer: string, now: Date): Promise<void> {
  const [row] = await tx.rows<{ kind: MessageKind; audience: string; to_hash: Buffer | null }>(
    `update message set status = $3, why = $4, due_at = null, answer = $5
      where shop_id = $1 and message_id = $2 and status in ('sending', 'unsure') returning kind, audience, to_hash`,
    [tx.shopId, input.messageId, LEFT.has(why) ? "left" : "failed", why, answer],
  );
  if (!row || LEFT.has(why)) return;
  if (why === "bounced" && row.audience === "shopper") {
    await raiseAttention(tx, orderId, "bounced");
    // Without an answer the address was known to be wrong, and nobody was asked.
    if (answer !== "" && row.to_hash !== null)
      await stopMail(tx, row.to_hash, { why: "bounced", by: "server", answer, orderId }, now);
  }
  await tell(
    tx,
    orderId,
    "message.failed",
    input.messageId,
    { message: row.kind, audience: row.audience, why, answer },
    now,
  );
}

async function tell(
  tx: ShopTx,
  orderId: OrderId,
  code: "message.sent" | "message.failed",
  ref: string,
  data: Readonly<Record<string, string>>,
  now: Date,
): Promise<void> {
  await appendOrderEvents(tx, [{ orderId, code, ref, occurredAt: now, data }], now);
}
