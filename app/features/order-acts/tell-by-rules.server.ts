import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Directives, Recipient } from "../automation/domain/directives.ts";
import type { Audience } from "../messages/domain/public.ts";
import { recordMessages } from "../messages/public.server.ts";
import type { DecidedActs } from "./record-acts.server.ts";

/** Has the e-mails recorded that rules want sent. The same words of the same rule about the same order are one message, however often it is decided. */
export async function tellByRules(tx: ShopTx, decided: readonly DecidedActs[], now: Date): Promise<void> {
  await recordMessages(
    tx,
    decided.flatMap(({ orderId, directives }) => mailsOf(directives.effects).map((mail) => ({ orderId, ...mail }))),
    now,
  );
}

function mailsOf(effects: Directives["effects"]) {
  return effects.flatMap((effect) => {
    // Without words there is nothing to send: it stands on the order all the same.
    if (effect.do !== "notify" || effect.text === "") return [];
    const to = audienceOf(effect.to);
    if (to === undefined) return [];
    const fact = `rule ${effect.by} ${to.kind} ${effect.text}`;
    return [{ kind: "custom" as const, fact, params: { text: effect.text }, to }];
  });
}

function audienceOf(to: Recipient): Audience | undefined {
  if (to.kind === "shopper") return to;
  return to.kind === "email" ? { kind: "staff", email: to.email } : undefined;
}
