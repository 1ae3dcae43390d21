import type { ShopId } from "../../core/ids.ts";
import { config } from "../../config.server.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { setSwitch } from "../intents/public.server.ts";
import { confirmCode, newCode, openAccount, readAccount, saveAccount } from "./account.server.ts";
import { readAccount as readForm, type AccountErrors } from "./domain/mail-account.ts";
import { render } from "./domain/render.ts";
import { readSettingsForm, type SettingsErrors } from "./domain/settings-form.ts";
import { handOver, whyNotTaken, type NotTaken } from "./smtp.server.ts";
import { readSettings, saveSettings } from "./settings.server.ts";

/** What came of a click on the page of messages. Nothing was stored unless it says so. */
export type MessagesOutcome =
  | { readonly status: "saved" | "mustBeTried" | "codeSent" | "verified" | "wrongCode" | "codeOver" }
  | { readonly status: "switched"; readonly on: boolean }
  | { readonly status: "invalid"; readonly errors: AccountErrors | SettingsErrors }
  | NotTaken
  | { readonly status: "noAccount" | "notVerified" };

export type TestTexts = { readonly subject: string; readonly body: string; readonly footer: string };

/** Does what the form asks for. `who`: Shopify's number of the staff member; `test`: the words of the test message, in their language. */
export async function actOnSettings(
  shopId: ShopId,
  texts: Readonly<Record<string, string>>,
  { who, locale, test }: { readonly who: string; readonly locale: string; readonly test: (code: string) => TestTexts },
  now: Date,
): Promise<MessagesOutcome> {
  switch (texts["action"]) {
    case "account":
      return inShop(shopId, (tx) => keepAccount(tx, texts, who, now));
    case "test":
      return sendTest(shopId, texts["to"]?.trim() ?? "", { locale, test }, now);
    case "code":
      return inShop(shopId, (tx) => takeCode(tx, texts["code"] ?? "", now));
    case "switch":
      return inShop(shopId, (tx) => turn(tx, texts["on"] === "true", who, now));
    case "settings":
      return inShop(shopId, (tx) => keepSettings(tx, texts, who, now));
    default:
      throw new Response(null, { status: 400 });
  }
}

async function keepAccount(
  tx: ShopTx,
  texts: Readonly<Record<string, string>>,
  who: string,
  now: Date,
): Promise<MessagesOutcome> {
  const read = readForm(texts, { known: await readAccount(tx), isDev: config.devshopUrl !== undefined });
  if (read.status === "invalid") return read;
  const { mustBeTried } = await saveAccount(tx, read.form, who, now);
  return { status: mustBeTried ? "mustBeTried" : "saved" };
}

/** A click for this very mail: it needs no switch. The answer is waited for, and shown. */
async function sendTest(
  shopId: ShopId,
  to: string,
  { locale, test }: { readonly locale: string; readonly test: (code: string) => TestTexts },
  now: Date,
): Promise<MessagesOutcome> {
  const ready = await inShop(shopId, async (tx) => {
    const account = await openAccount(tx, { verified: false });
    return account && { account, code: await newCode(tx, now) };
  });
  if (!ready) return { status: "noAccount" };
  const { subject, body, footer } = test(ready.code);
  const came = await handOver(ready.account, {
    ...render({ subject, body }, {}, { locale, footer: [{ text: footer }] }),
    to: to === "" ? ready.account.fromAddress : to,
    messageId: `test.${shopId}.${String(now.getTime())}@${new URL(config.appUrl).hostname}`,
    date: now,
  });
  return came.status === "taken" ? { status: "codeSent" } : whyNotTaken(came);
}

/** A verified server begins with what has waited for one. */
async function takeCode(tx: ShopTx, code: string, now: Date): Promise<MessagesOutcome> {
  const taken = await confirmCode(tx, code, now);
  if (taken !== "verified") return { status: taken === "wrong" ? "wrongCode" : "codeOver" };
  await lookAgain(tx, now);
  return { status: "verified" };
}

async function lookAgain(tx: ShopTx, now: Date): Promise<void> {
  await tx.run(
    "update message set due_at = $2 where shop_id = $1 and status = 'waiting' and why in ('no_account', 'quiet', 'rate')",
    [tx.shopId, now],
  );
  wakeLane(tx, "messages");
}

/** Off takes back what has not gone yet: it is shown, as in observe. */
async function turn(tx: ShopTx, on: boolean, who: string, now: Date): Promise<MessagesOutcome> {
  if (on && (await readAccount(tx))?.verifiedAt == null) return { status: "notVerified" };
  await setSwitch(tx, "messages", on, who, now);
  if (!on)
    await tx.run(
      `update message m set status = 'observed', why = 'observe', due_at = null
        where shop_id = $1 and (status = 'waiting' or status = 'sending' and not exists (
              select 1 from intent i where i.shop_id = m.shop_id and i.order_id = m.order_id and i.kind = 'message.send'
                 and i.status in ('sending', 'unsure') and i.input ->> 'messageId' = m.message_id::text))`,
      [tx.shopId],
    );
  return { status: "switched", on };
}

async function keepSettings(
  tx: ShopTx,
  texts: Readonly<Record<string, string>>,
  who: string,
  now: Date,
): Promise<MessagesOutcome> {
  const read = readSettingsForm(texts, await readSettings(tx));
  if (read.status === "invalid") return read;
  await saveSettings(tx, read.settings, who, now);
  await lookAgain(tx, now);
  return { status: "saved" };
}
