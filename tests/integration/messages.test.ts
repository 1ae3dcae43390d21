import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { IntentId, MessageId, OrderId } from "../../app/core/ids.ts";
import type { Order } from "../devshop/state/orders.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { connectMail, learn, messages, openMorning, setMessages } from "./messages-steps.ts";
import { attention, DAY, HOUR, MINUTE, order, switchOn } from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  installed = await openMorning(world);
});
afterAll(async () => {
  world.mailbox.empty();
  expect(world.devshop.problems).toEqual([]);
});

/** A shop whose messages go out, and one order of it that was placed since. */
async function sendingShop(): Promise<Order> {
  await connectMail(world, installed);
  await switchOn(world, installed, "messages");
  return order(world, installed, { "CAM-1": 1 }, { locale: "es" });
}

const to = () => world.mailbox.mails.map((mail) => mail.to);

describe("a fact", () => {
  test("is told the shopper, in the order's language, with a way to end such messages", async () => {
    const placed = await sendingShop();
    await learn(world, installed, placed);
    await world.settle(installed);
    expect(await messages(world, installed)).toMatchObject([{ kind: "attempted", status: "sent", tries: 1 }]);
    const [mail] = world.mailbox.mails;
    expect(mail).toMatchObject({ from: "hola@sierpes.example", to: ["ana@example.com"] });
    expect(mail?.subject).toBe("Sierpes Shop: no han podido entregarte el paquete");
    expect(mail?.text).toContain(placed.name);
    expect(mail?.html).toContain('<html lang="es">');
    expect(mail?.headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
    expect(mail?.headers["message-id"]).toMatch(/^<message\.\d+\.\d+@localhost>$/);
  });

  test("is told once, however often it is learned", async () => {
    const placed = await sendingShop();
    expect(await learn(world, installed, placed)).toBe(true);
    expect(await learn(world, installed, placed)).toBe(false);
    await world.settle(installed);
    expect(await learn(world, installed, placed)).toBe(false);
    await world.settle(installed);
    expect(to()).toEqual([["ana@example.com"]]);
  });

  test("is only shown in observe, and for orders older than the switch", async () => {
    await connectMail(world, installed);
    const placed = await order(world, installed, { "CAM-1": 1 });
    await learn(world, installed, placed);
    await world.clock.advance(MINUTE);
    await switchOn(world, installed, "messages");
    await learn(world, installed, placed, { fact: "parcel 2" });
    await world.settle(installed);
    expect(await messages(world, installed)).toMatchObject([
      { status: "observed", why: "observe" },
      { status: "observed", why: "older" },
    ]);
    expect(to()).toEqual([]);
  });

  test("that Shopify tells is left to Shopify", async () => {
    const placed = await sendingShop();
    await learn(world, installed, placed, { kind: "delivered" });
    await world.settle(installed);
    expect(await messages(world, installed)).toMatchObject([{ kind: "delivered", status: "left", why: "shopify" }]);
  });

  test("waits while no mail server has been verified", async () => {
    await switchOn(world, installed, "messages");
    const placed = await order(world, installed, { "CAM-1": 1 });
    await learn(world, installed, placed);
    await world.settle(installed);
    expect(await messages(world, installed)).toMatchObject([{ status: "waiting", why: "no_account" }]);
    expect(world.mailbox.asked).toBe(0);
  });
});

describe("quiet hours", () => {
  test("let a message wait for the morning of the shop, unless it is urgent", async () => {
    const placed = await sendingShop();
    await world.advance(installed, 12.5 * HOUR); // 22:30 in Madrid
    await learn(world, installed, placed);
    await setMessages(world, installed, {
      kinds: { ...(await kinds()), returned: { on: true, urgent: true } },
    });
    await learn(world, installed, placed, { kind: "returned", fact: "parcel 9" });
    await world.settle(installed);
    expect(await messages(world, installed)).toMatchObject([
      { kind: "attempted", status: "left", why: "overtaken" },
      { kind: "returned", status: "sent" },
    ]);
    await learn(world, installed, placed, {
      kind: "claim_answer",
      fact: "claim 1",
      params: { answer: "declined" },
    });
    await world.settle(installed);
    expect((await messages(world, installed)).at(-1)).toMatchObject({ status: "waiting", why: "quiet" });
    await world.advance(installed, 9 * HOUR); // 7:30
    expect(world.mailbox.mails).toHaveLength(1);
    await world.advance(installed, 31 * MINUTE);
    expect(world.mailbox.mails).toHaveLength(2);
  });
});

describe("a mail server", () => {
  test("that puts off is asked again for a day, and the order's other effects do not wait for it", async () => {
    const placed = await sendingShop();
    world.mailbox.knobs.recipient = 450;
    await learn(world, installed, placed);
    await world.settle(installed);
    expect(await messages(world, installed)).toMatchObject([{ status: "waiting", why: "later", tries: 1 }]);
    world.mailbox.knobs.recipient = null;
    await world.advance(installed, MINUTE);
    expect(await messages(world, installed)).toMatchObject([{ status: "sent", tries: 2 }]);
    expect(world.mailbox.mails).toHaveLength(1);
  });

  test("that puts off for more than a day is given up, and people see it", async () => {
    await setMessages(world, installed, { quiet: null });
    const placed = await sendingShop();
    world.mailbox.knobs.recipient = 450;
    await learn(world, installed, placed, {
      kind: "claim_answer",
      fact: "claim 1",
      params: { answer: "declined" },
    });
    await world.settle(installed);
    for (let hours = 0; hours < 30; hours += 2) await world.advance(installed, 2 * HOUR);
    expect(await messages(world, installed)).toMatchObject([{ status: "failed", why: "unreachable" }]);
  });

  test("that knows no such address gets nothing more for it", async () => {
    const placed = await sendingShop();
    world.mailbox.knobs.recipient = 550;
    await learn(world, installed, placed);
    await world.settle(installed);
    expect(await messages(world, installed)).toMatchObject([{ status: "failed", why: "bounced" }]);
    world.mailbox.knobs.recipient = null;
    await learn(world, installed, placed, { fact: "parcel 2" });
    await world.settle(installed);
    expect((await messages(world, installed)).at(-1)).toMatchObject({ status: "failed", why: "bounced" });
    expect(world.mailbox.asked).toBe(1);
  });

  test("that knows no such address brings the order to somebody's attention, until a message arrives or a person has seen to it", async () => {
    const bounce = async (fact: string) => {
      world.mailbox.knobs.recipient = 550;
      await learn(world, installed, placed, { fact });
      await world.settle(installed);
      world.mailbox.knobs.recipient = null;
    };
    const placed = await sendingShop();
    const { allowOrder, sendNow, stopOrder } = await import("../../app/features/messages/order-messages.server.ts");
    const orderId = placed.id as OrderId;
    await bounce("parcel 1");
    expect(await attention(world, installed, placed)).toBe("bounced");
    await allowOrder(installed.shopId, orderId, world.clock.now());
    expect(await attention(world, installed, placed)).toBe("");
    await bounce("parcel 2");
    expect(await attention(world, installed, placed)).toBe("bounced");
    // The mailbox is there again: the same message, sent once more.
    await world.owner.query("delete from mail_stop where shop_id = $1", [installed.shopId]);
    const { rows } = await world.owner.query<{ id: string }>(
      "select message_id as id from message where shop_id = $1 and fact = 'parcel 2'",
      [installed.shopId],
    );
    await sendNow(installed.shopId, orderId, rows[0]?.id as MessageId, world.clock.now());
    await world.settle(installed);
    expect(world.mailbox.mails).toHaveLength(1);
    expect(await attention(world, installed, placed)).toBe("");
    await bounce("parcel 3");
    await stopOrder(installed.shopId, orderId, world.clock.now());
    expect(await attention(world, installed, placed)).toBe("");
  });

  test("whose answer is lost is not asked again by itself: a person is, and says it did not arrive", async () => {
    const placed = await sendingShop();
    world.mailbox.knobs.lost = "not_taken";
    await learn(world, installed, placed);
    await world.settle(installed);
    world.mailbox.knobs.lost = null;
    await world.advance(installed, 2 * HOUR);
    expect(await messages(world, installed)).toMatchObject([{ status: "unsure" }]);
    expect(world.mailbox.asked).toBe(1);
    const { answerIntent } = await import("../../app/features/intents/public.server.ts");
    const { rows } = await world.owner.query<{ intent_id: string }>(
      "select intent_id from intent where shop_id = $1 and kind = 'message.send' and status = 'asks'",
      [installed.shopId],
    );
    const intentId = rows[0]?.intent_id as IntentId;
    await answerIntent(installed.shopId, placed.id as OrderId, intentId, "again", world.clock.now());
    await world.settle(installed);
    expect(await messages(world, installed)).toMatchObject([{ status: "sent", tries: 2 }]);
    expect(world.mailbox.mails).toHaveLength(1);
  });

  test("that takes the mail and hangs up has it once, however long it is waited", async () => {
    const placed = await sendingShop();
    world.mailbox.knobs.lost = "taken";
    await learn(world, installed, placed);
    await world.settle(installed);
    await world.advance(installed, DAY);
    expect(world.mailbox.mails).toHaveLength(1);
    expect(await messages(world, installed)).toMatchObject([{ status: "unsure" }]);
  });

  test("that does not let us in is asked again when it does", async () => {
    const placed = await sendingShop();
    world.mailbox.knobs.locked = true;
    await learn(world, installed, placed);
    await world.settle(installed);
    expect(await messages(world, installed)).toMatchObject([{ status: "waiting", why: "later" }]);
    world.mailbox.knobs.locked = false;
    await world.advance(installed, MINUTE);
    expect(await messages(world, installed)).toMatchObject([{ status: "sent" }]);
  });

  test("gets no more in an hour than the merchant said", async () => {
    await setMessages(world, installed, { perHour: 1 });
    const placed = await sendingShop();
    await learn(world, installed, placed);
    await learn(world, installed, placed, { kind: "returned", fact: "parcel 7" });
    await learn(world, installed, placed, { kind: "custom", fact: "rule 1", params: { text: "Hola" } });
    await world.settle(installed);
    expect(world.mailbox.mails).toHaveLength(1);
    await world.advance(installed, HOUR + MINUTE);
    expect(world.mailbox.mails).toHaveLength(2);
  });
});

test("redacting a shopper takes the address, its hash and the words with it", async () => {
  const placed = await sendingShop();
  await learn(world, installed, placed);
  await world.settle(installed);
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { redactCustomer } = await import("../../app/features/shops/redact-customer.server.ts");
  await inShop(installed.shopId, (tx) =>
    redactCustomer(tx, { customerId: null, orderIds: [placed.id as OrderId], email: null }),
  );
  const { rows } = await world.owner.query(
    "select status, params, sealed, to_masked, to_hash from message where shop_id = $1 and kind <> 'confirmed'",
    [installed.shopId],
  );
  expect(rows).toEqual([{ status: "sent", params: {}, sealed: null, to_masked: "", to_hash: null }]);
});

async function kinds() {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { readSettings } = await import("../../app/features/messages/settings.server.ts");
  return (await inShop(installed.shopId, readSettings)).kinds;
}
