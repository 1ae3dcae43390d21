/** Steps the message tests share: a shop with a mail server, and facts to tell. */
import type { OrderId } from "../../app/core/ids.ts";
import type { NewMessage } from "../../app/features/messages/public.server.ts";
import type { MessageSettings } from "../../app/features/messages/domain/settings.ts";
import { MAIL_PASSWORD, MAIL_USER } from "../devshop/mail/mailbox.ts";
import type { Order } from "../devshop/state/orders.ts";
import { spanishShop } from "../factories/shops.ts";
import type { InstalledShop, TestWorld } from "../setup/world.ts";

export const account = (world: TestWorld) => ({
  host: "localhost",
  port: world.mailbox.port,
  security: "starttls" as const,
  username: MAIL_USER,
  fromName: "Sierpes Shop",
  fromAddress: "hola@sierpes.example",
  replyTo: "",
});

async function modules() {
  const [{ inShop }, settings, accounts] = await Promise.all([
    import("../../app/platform/db/in-shop.server.ts"),
    import("../../app/features/messages/settings.server.ts"),
    import("../../app/features/messages/account.server.ts"),
  ]);
  return { inShop, ...settings, ...accounts };
}

/** A shop on a Monday morning in Madrid, and nothing in the mailbox. */
export async function openMorning(world: TestWorld): Promise<InstalledShop> {
  world.clock.restart("2026-11-02T09:00:00Z");
  world.mailbox.empty();
  return world.install(spanishShop());
}

/** The merchant's mail server, verified as if the code of the test message had been typed. */
export async function connectMail(world: TestWorld, { shopId }: InstalledShop): Promise<void> {
  const { inShop, saveAccount, newCode, confirmCode } = await modules();
  await inShop(shopId, async (tx) => {
    await saveAccount(tx, { account: account(world), password: MAIL_PASSWORD }, "7", world.clock.now());
    await confirmCode(tx, await newCode(tx, world.clock.now()), world.clock.now());
  });
}

export async function setMessages(
  world: TestWorld,
  { shopId }: InstalledShop,
  change: Partial<MessageSettings>,
): Promise<void> {
  const { inShop, readSettings, saveSettings } = await modules();
  await inShop(shopId, async (tx) =>
    saveSettings(tx, { ...(await readSettings(tx)), ...change }, "7", world.clock.now()),
  );
}

/** Somebody learns a fact: the parcel could not be handed over. */
export async function learn(
  world: TestWorld,
  { shopId }: InstalledShop,
  placed: Order,
  message: Partial<NewMessage> = {},
): Promise<boolean> {
  const { inShop } = await modules();
  const { recordMessage } = await import("../../app/features/messages/public.server.ts");
  const fact = {
    orderId: placed.id as OrderId,
    kind: "attempted",
    fact: "parcel 1",
    params: { parcelId: null, fulfillmentId: null },
    ...message,
  } as NewMessage;
  return inShop(shopId, (tx) => recordMessage(tx, fact, world.clock.now()));
}

export interface ShownMessage {
  readonly kind: string;
  readonly status: string;
  readonly why: string;
  readonly tries: number;
  readonly [column: string]: unknown;
}

/** The shop's messages, oldest first; without those of the orders' first dates, which Shopify tells. */
export async function messages(world: TestWorld, { shopId }: InstalledShop): Promise<ShownMessage[]> {
  const { rows } = await world.owner.query<ShownMessage>(
    "select kind, status, why, tries from message where shop_id = $1 and kind <> 'confirmed' order by message_id",
    [shopId],
  );
  return rows;
}
