/** What shoppers of late orders are told: what they may choose, each with its link, and what became of what they chose. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { MessageId, OrderId } from "../../app/core/ids.ts";
import type { ChoiceKind } from "../../app/features/shopper/domain/shopper-view.ts";
import { createFulfillment } from "../devshop/state/fulfil.ts";
import type { Order } from "../devshop/state/orders.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { connectMail, learn, messages, setMessages } from "./messages-steps.ts";
import { DAY, openParts, order, switchOn } from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld({ start: "2026-11-02T09:00:00Z" });
});
beforeEach(async () => {
  world.clock.restart("2026-11-02T09:00:00Z");
  world.mailbox.empty();
  installed = await world.install({
    ...spanishShop(),
    customers: [{ firstName: "Ana", lastName: "Ruiz", email: "ana@example.com" }],
  });
  await connectMail(world, installed);
  await setMessages(world, installed, { quiet: null });
  await switchOn(world, installed, "messages");
});
afterAll(() => {
  world.mailbox.empty();
  expect(world.devshop.problems).toEqual([]);
});

/** An order whose promised days have gone by; of a signed-in customer, unless it says otherwise. */
async function lateOrder(customerId = [...installed.shop.customers.keys()][0] ?? ""): Promise<Order> {
  const placed = await order(world, installed, { "CAM-1": 1 }, { locale: "en", ...(customerId && { customerId }) });
  await world.advance(installed, 30 * DAY);
  return placed;
}

const LATER = { from: "2026-12-05", to: "2026-12-07", previousTo: "2026-11-10" };
const delayed = (placed: Order) =>
  learn(world, installed, placed, { kind: "delayed", fact: "promise 1", params: LATER });
const last = () => world.mailbox.mails.at(-1);
/** What the last message offers, by its links. */
const offered = () => [...(last()?.text ?? "").matchAll(/&choose=(\w+)/g)].map(([, kind]) => kind);

async function choose(placed: Order, kind: Exclude<ChoiceKind, "swap">): Promise<boolean> {
  const [{ inShop }, { readShopperFacts }, { makeChoice }] = await Promise.all([
    import("../../app/platform/db/in-shop.server.ts"),
    import("../../app/features/shopper/shopper-facts.server.ts"),
    import("../../app/features/shopper/make-choice.server.ts"),
  ]);
  const now = world.clock.now();
  const made = await inShop(installed.shopId, async (tx) => {
    const facts = await readShopperFacts(tx, placed.id as OrderId, placed.customerId ?? "", now);
    const choice = { key: randomBytes(16).toString("hex"), act: "choose" as const, kind };
    return facts !== undefined && makeChoice(tx, placed.id as OrderId, choice, facts, now);
  });
  await world.settle(installed);
  return made;
}

/** Staff answer the open choice on the order's page. */
async function answer(placed: Order, what: "do" | "decline"): Promise<string> {
  const [{ inShop }, { answerChoice, shopperOfOrder }] = await Promise.all([
    import("../../app/platform/db/in-shop.server.ts"),
    import("../../app/features/shopper/public.server.ts"),
  ]);
  const orderId = placed.id as OrderId;
  const said = await inShop(installed.shopId, async (tx) => {
    const { choice } = await shopperOfOrder(tx, orderId);
    return answerChoice(tx, orderId, choice?.choiceId ?? "", what, "7", world.clock.now());
  });
  await world.settle(installed);
  return said;
}

const answers = async () =>
  (await messages(world, installed)).filter(({ kind }) => kind === "choice_answer").map(({ status }) => status);

describe("the message of a delay", () => {
  test("offers what this order has to choose from, each with its signed link, and nothing else", async () => {
    const placed = await lateOrder();
    await delayed(placed);
    await world.settle(installed);
    expect(offered()).toEqual(["wait", "cancel"]);
    const { text = "", html = "" } = last() ?? {};
    const link = `https://${installed.shop.domain}/apps/entrega?t=${placed.id}.`;
    expect(text).toContain(`• Wait for it: ${link}`);
    expect(text).toContain(`Your order: ${link}`);
    expect(html).toContain('&amp;choose=cancel" style="color:#0b5cad">Cancel and get your money back</a>');
    expect(html).not.toContain("split");
  });

  test("offers no more to cancel once something has left, because it is written when it is sent", async () => {
    const placed = await lateOrder();
    await delayed(placed);
    const [part] = openParts(installed, placed);
    createFulfillment(world.devshop.world, installed.shop, {
      parts: [{ fulfillmentOrderId: part?.id ?? "", lines: null }],
      tracking: null,
    });
    await world.settle(installed);
    await learn(world, installed, placed, { kind: "delayed", fact: "promise 2", params: LATER });
    await world.settle(installed);
    expect(offered()).toEqual(["wait"]);
  });

  test("offers nothing to who ordered without signing in: they answer the message", async () => {
    const placed = await lateOrder("");
    await delayed(placed);
    await world.settle(installed);
    expect(offered()).toEqual([]);
    expect(last()?.text).toContain("answer this message");
    expect(last()?.text).not.toContain("You choose");
  });
});

describe("a choice that is settled", () => {
  test("is told once: who waits, at once", async () => {
    const placed = await lateOrder();
    expect(await choose(placed, "wait")).toBe(true);
    expect(await answers()).toEqual(["sent"]);
    expect(last()?.text).toContain("You chose to wait");
    // The day that was promised has gone by: it is not said again.
    expect(last()?.text).not.toContain("It comes");
    await world.advance(installed, DAY);
    expect(await answers()).toEqual(["sent"]);
  });

  test("is told when staff decline it, and not before they have answered", async () => {
    const placed = await lateOrder();
    await choose(placed, "cancel");
    expect(await answers()).toEqual([]);
    expect(await answer(placed, "decline")).toBe("done");
    expect(await answers()).toEqual(["sent"]);
    expect(last()?.text).toContain("asked us to cancel your order");
  });

  test("is left to Shopify when the order is cancelled: it tells that, and the refund", async () => {
    const placed = await lateOrder();
    await choose(placed, "cancel");
    expect(await answer(placed, "do")).toBe("done");
    expect(placed.cancelledAt).not.toBeNull();
    expect(await answers()).toEqual([]);
    expect(world.mailbox.mails).toEqual([]);
  });
});

test("a day that a message said is a promise that was seen there", async () => {
  const placed = await lateOrder();
  const { rows } = await world.owner.query<{ to: string }>(
    "select to_char(to_date, 'YYYY-MM-DD') as to from delivery_promise where shop_id = $1 and order_id = $2",
    [installed.shopId, placed.id],
  );
  const to = rows.at(-1)?.to ?? "";
  const seen = async () =>
    (
      await world.owner.query("select 1 from promise_shown where shop_id = $1 and surface = 'message'", [
        installed.shopId,
      ])
    ).rows.length;
  await delayed(placed);
  await world.settle(installed);
  // Nobody promised the 7th of December of this order.
  expect(await seen()).toBe(0);
  await learn(world, installed, placed, { kind: "delayed", fact: "promise 2", params: { ...LATER, to } });
  await world.settle(installed);
  expect(await seen()).toBe(1);
});

test("a shopper who agreed to wait until a later day is no risk of a broken promise until then", async () => {
  const placed = await lateOrder();
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const agreed = async () => {
    const { agreedOf } = await import("../../app/features/shopper/public.server.ts");
    return inShop(installed.shopId, (tx) => agreedOf(tx, [placed.id as OrderId]));
  };
  const open = async () =>
    (
      await world.owner.query<{ kind: string }>(
        "select kind from risk where shop_id = $1 and kind = 'pastPromise' and resolved_at is null",
        [installed.shopId],
      )
    ).rows.length;
  expect(await open()).toBe(1);
  expect(await agreed()).toEqual([]);
  // The date moved to the 20th of December.
  await world.owner.query(
    `insert into delivery_promise (shop_id, order_id, from_date, to_date, source, confidence, basis, shown_at)
     values ($1, $2, '2026-12-18', '2026-12-20', 'estimate', 'low', 'assumption', $3)`,
    [installed.shopId, placed.id, world.clock.now()],
  );
  expect(await choose(placed, "wait")).toBe(true);
  // The last moment of that day in Madrid.
  expect(await agreed()).toEqual([{ fact: "agreed", orderId: placed.id, until: new Date("2026-12-20T22:59:59.999Z") }]);
  expect(await open()).toBe(0);
  await world.advance(installed, 20 * DAY);
  expect(await open()).toBe(1);
});

test("what others shipped is written down as not known to have been told, once, and a person may send it", async () => {
  const placed = await order(world, installed, { "CAM-1": 1 }, { locale: "en" });
  const [part] = openParts(installed, placed);
  createFulfillment(world.devshop.world, installed.shop, {
    parts: [{ fulfillmentOrderId: part?.id ?? "", lines: null }],
    tracking: null,
  });
  await world.settle(installed);
  await world.advance(installed, 3_600_000);
  const shipped = async () => (await messages(world, installed)).filter(({ kind }) => kind === "shipped");
  expect(await shipped()).toMatchObject([{ status: "left", why: "not_known" }]);
  expect(world.mailbox.mails).toEqual([]);
  const { sendNow } = await import("../../app/features/messages/order-messages.server.ts");
  const { rows } = await world.owner.query<{ id: string }>(
    "select message_id as id from message where shop_id = $1 and kind = 'shipped'",
    [installed.shopId],
  );
  await sendNow(installed.shopId, placed.id as OrderId, rows[0]?.id as MessageId, world.clock.now());
  await world.settle(installed);
  expect(last()?.subject).toContain("is on its way");
});
