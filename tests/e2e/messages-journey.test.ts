/**
 * What shoppers are told: a mail server is set up and tried, a parcel's news is shown and sent, a template gets words of the merchant's own. In both
 * languages, one on a desktop and the other on a phone, in turns.
 */
import { expect } from "vitest";
import { MAIL_PASSWORD, MAIL_USER } from "../devshop/mail/mailbox.ts";
import { parseId, type OrderId } from "../../app/core/ids.ts";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, press, shopOf, type Walk } from "./walk.ts";

const story = tellStory({ name: "mensajes", seed: (handle) => spanishShop({ handle }), stepMs: 120_000 }, () => ({
  orderId: "",
}));
type Merchant = ReturnType<typeof story.walkOf>;

const type = ({ app }: Walk, label: string, text: string) => app.getByLabel(label, { exact: true }).fill(text);
/** With the keyboard alone. */
const sender = ({ locale }: Walk) => `hola-${locale}@sierpes.example`;

story.step("nothing goes out before a mail server is there", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(story.world, walk);
  await openApp(story.world, walk, "/app/settings/messages");
  await app.getByText(say("messages:switch.first")).waitFor();
  await look(walk, "messages-empty");
});

story.step("a mail server is tried by a code that arrives in the inbox", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app/settings/messages");
  await type(walk, say("messages:account.fromName"), "Sierpes");
  await type(walk, say("messages:account.fromAddress"), sender(walk));
  await type(walk, say("messages:account.host"), "localhost");
  await type(walk, say("messages:account.port"), String(story.world.mailbox.port));
  await type(walk, say("messages:account.username"), MAIL_USER);
  await type(walk, say("messages:account.password"), MAIL_PASSWORD);
  await press(walk, say("messages:account.save"));
  await press(walk, say("messages:test.send"));
  const test = () => story.world.mailbox.mails.find(({ to }) => to.includes(sender(walk)));
  await expect.poll(() => test()?.subject).toContain("Entrega");
  const code = /\d{6}/.exec(test()?.subject ?? "")?.[0] ?? "";
  await type(walk, say("messages:test.code"), code);
  await press(walk, say("messages:test.confirm"));
  await app.getByText(say("messages:account.verified"), { exact: true }).waitFor();
  await press(walk, say("messages:switch.turnOn"));
  await app.getByText(say("messages:switch.onText")).waitFor();
  await look(walk, "messages-on");
});

story.step("a template's wrong name is refused with its place; right words are shown and kept", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app/settings/messages/delayed/es");
  await app.getByTitle(/pedido/).waitFor();
  await look(walk, "messages-template");
  await type(walk, say("messages:template.subject"), "{{shop}}: {{orden}}");
  await press(walk, say("messages:save"));
  await app.getByText(say("messages:template.error.unknown", { line: 1, column: 11, name: "orden" })).waitFor();
  await type(walk, say("messages:template.subject"), "{{shop}}: {{order}}, más tarde");
  await press(walk, say("messages:template.preview"));
  await app.getByText("Sierpes: #1042, más tarde", { exact: true }).waitFor();
  await press(walk, say("messages:save"));
  await app.getByText(say("messages:template.own", { version: 1 })).waitFor();
});

story.step(
  "a template is tried: it comes to whoever asks, offers each choice with its link, and the server's answer is shown",
  async (walk) => {
    const { app, say } = walk;
    await openApp(story.world, walk, "/app/settings/messages/delayed/es");
    await press(walk, say("messages:template.try"));
    const tried = () =>
      story.world.mailbox.mails.find(
        ({ from, subject }) => from === sender(walk) && subject === "Sierpes: #1042, más tarde",
      );
    await expect.poll(tried).toBeDefined();
    const mail = tried();
    for (const choice of ["wait", "split", "swap", "cancel"]) expect(mail?.html).toContain(`choose=${choice}"`);
    const [to = ""] = mail?.to ?? [];
    await app.getByText(say("messages:template.tried", { to, answer: "250" }).split("250")[0] ?? "").waitFor();
    await look(walk, "messages-template-tried");
  },
);

story.step("the log teaches what will stand in it", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app/settings/messages/log");
  await app.getByText(say("messages:log.emptyTitle")).waitFor();
  await look(walk, "messages-log-empty");
});

/** Somebody learns that a parcel of the walk's order could not be handed over. */
async function learn({ handle, orderId }: Merchant, fact: string): Promise<void> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { recordMessage } = await import("../../app/features/messages/public.server.ts");
  const { shopIdOf } = await import("../../app/features/shops/public.server.ts");
  const shopId = await shopIdOf(`${handle}.myshopify.com`);
  if (shopId === undefined) throw new Error("not installed");
  const params = { parcelId: null, fulfillmentId: null };
  const message = { orderId: parseId<OrderId>(orderId), kind: "attempted" as const, fact, params };
  await inShop(shopId, (tx) => recordMessage(tx, message, story.world.devshop.world.clock.now()));
}

const statuses = (walk: Merchant) =>
  column(story.world, walk, "select status from message where shop_id = $1 and kind = 'attempted' order by message_id");

story.step("a shopper is told, and may end it by the link below", async (walk) => {
  const { page } = walk;
  const shop = shopOf(story.world, walk);
  const email = `ana-${walk.locale}@example.com`;
  const placed = story.world.devshop.placeOrder(shop, {
    lines: [{ variantId: [...shop.variants.keys()][0] ?? "", quantity: 1 }],
    shippingAddress: SEVILLE,
    ...{ financialStatus: "PAID", riskLevel: "LOW", email, locale: walk.locale },
    shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
  });
  if (placed.kind !== "placed") throw new Error(placed.code);
  walk.orderId = placed.order.id;
  const known = () => column(story.world, walk, "select order_id::text from shop_order where shop_id = $1");
  await expect.poll(known).toEqual([walk.orderId]);
  await learn(walk, "parcel 1");
  await expect.poll(() => statuses(walk), { timeout: 30_000 }).toEqual(["sent"]);
  const mail = story.world.mailbox.mails.find(({ to }) => to.includes(email));
  await page.goto(/https?:\/\/\S+\/messages\/stop\/\S+/.exec(mail?.text ?? "")?.[0] ?? "");
  await page.getByRole("button").waitFor();
  await look(walk, "messages-stop");
  await page.getByRole("button").press("Enter");
  await page.getByText("a…@example.com").waitFor();
  await look(walk, "messages-stopped");
  await page.getByRole("button").press("Enter");
});

story.step("an address that does not exist is seen in the log and on the order, with what to do", async (walk) => {
  const { app, say } = walk;
  story.world.mailbox.knobs.recipient = 550;
  await learn(walk, "parcel 2");
  await expect.poll(() => statuses(walk), { timeout: 30_000 }).toEqual(["sent", "failed"]);
  await openApp(story.world, walk, "/app/settings/messages/log");
  await app.getByText(say("messages:why.bounced")).first().waitFor();
  await look(walk, "messages-log");
  await openApp(story.world, walk, `/app/orders/${walk.orderId}`);
  await app.getByText(say("messages:why.bounced")).first().waitFor();
  await look(walk, "messages-order");
});
