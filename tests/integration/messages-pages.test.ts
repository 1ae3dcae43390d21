import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OrderId } from "../../app/core/ids.ts";
import { MAIL_PASSWORD } from "../devshop/mail/mailbox.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { account, connectMail, learn, messages, openMorning } from "./messages-steps.ts";
import { decide } from "./order-acts-steps.ts";
import { HOUR, order, rows, switchOn } from "./steps.ts";

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

const form = () => ({ ...account(world), port: String(world.mailbox.port), password: MAIL_PASSWORD });

/** Opens the link of a message as the app's route does; the token is the address's last part. */
async function open(link: string, fields?: Record<string, string>): Promise<Response> {
  const { loader, action } = await import("../../app/features/messages/routes/stop.ts");
  const params = { token: link.split("/").at(-1) ?? "" };
  if (!fields) return loader({ request: new Request(link), params, context: {} });
  const request = new Request(link, { method: "POST", body: new URLSearchParams(fields) });
  return action({ request, params, context: {} });
}

async function click(texts: Record<string, string>) {
  const { actOnSettings } = await import("../../app/features/messages/act-on-settings.server.ts");
  const { testTexts } = await import("../../app/features/messages/domain/standard/test-mail.ts");
  const how = { who: "7", locale: "en", test: (code: string) => testTexts("en", code) };
  const { actAs } = await import("../../app/platform/acting.server.ts");
  const person = { who: "7", role: "manager", permission: "configure", page: "/app/settings/messages" } as const;
  return actAs(person, () => actOnSettings(installed.shopId, texts, how, world.clock.now()));
}

describe("a mail server", () => {
  test("is verified by the code of a test message before messages can be switched on", async () => {
    expect(await click({ action: "switch", on: "true" })).toEqual({ status: "notVerified" });
    expect(await click({ action: "account", ...form() })).toEqual({ status: "mustBeTried" });
    expect(await click({ action: "test", to: "me@example.com" })).toEqual({ status: "codeSent" });
    expect(await click({ action: "switch", on: "true" })).toEqual({ status: "notVerified" });
    const [mail] = world.mailbox.mails;
    const code = /\d{6}/.exec(mail?.subject ?? "")?.[0] ?? "";
    expect(await click({ action: "code", code: code === "000000" ? "000001" : "000000" })).toEqual({
      status: "wrongCode",
    });
    expect(await click({ action: "code", code })).toEqual({ status: "verified" });
    expect(await click({ action: "code", code })).toEqual({ status: "codeOver" });
    const told = await rows(world, "select code from audit_entry where shop_id = $1 order by seq", [installed.shopId]);
    expect(told.map((each) => each["code"])).toEqual([
      ...["mail.account_saved", "mail.test_sent", "mail.code_wrong", "mail.verified"],
    ]);
    expect(await click({ action: "switch", on: "true" })).toEqual({ status: "switched", on: true });
  });

  test("is tried anew when somebody changes it, and its password goes to no other server", async () => {
    await connectMail(world, installed);
    const { password: _password, ...same } = form();
    expect(await click({ action: "account", ...same, replyTo: "help@sierpes.example" })).toEqual({ status: "saved" });
    expect(await click({ action: "account", ...same, host: "127.0.0.1" })).toEqual({
      status: "invalid",
      errors: { password: "needed" },
    });
    expect(await click({ action: "account", ...form(), fromAddress: "other@sierpes.example" })).toEqual({
      status: "mustBeTried",
    });
    expect(await click({ action: "switch", on: "true" })).toEqual({ status: "notVerified" });
  });

  test("on another machine is not asked while the dev shop stands in for the world", async () => {
    await click({ action: "account", ...form(), host: "192.0.2.7" });
    expect(await click({ action: "test", to: "" })).toEqual({ status: "notTaken", why: "not_public", answer: "" });
  });

  test("that does not know the user says so", async () => {
    await click({ action: "account", ...form(), password: "wrong" });
    expect(await click({ action: "test", to: "" })).toEqual({
      status: "notTaken",
      why: "account",
      answer: "535 5.7.8",
    });
  });

  test("whose password is stored is nowhere readable", async () => {
    await connectMail(world, installed);
    const { rows } = await world.owner.query<{ all: string }>(
      "select a::text || encode(sealed, 'escape') as all from mail_account a where shop_id = $1",
      [installed.shopId],
    );
    expect(rows[0]?.all).not.toContain(MAIL_PASSWORD);
  });
});

describe("a template that is tried", () => {
  const attempt = async (email: string | null, body = "{{first_name}}: {{choices}}") => {
    const { actOnTemplate } = await import("../../app/features/messages/template-page.server.ts");
    const { offerOf } = await import("../../app/features/shopper/public.server.ts");
    const texts = { action: "try", subject: "{{shop}} {{order}}", body };
    const asking = { who: "7", email, now: world.clock.now(), offerOf };
    return actOnTemplate(installed.shopId, { kind: "delayed", locale: "es" }, texts, asking);
  };

  test("goes to who clicked, with example data, and is neither saved nor logged", async () => {
    await connectMail(world, installed);
    expect(await attempt("staff@sierpes.example")).toEqual({
      status: "tried",
      to: "staff@sierpes.example",
      answer: expect.stringMatching(/^250/) as string,
    });
    expect(world.mailbox.mails).toMatchObject([{ to: ["staff@sierpes.example"], subject: "Sierpes Shop #1042" }]);
    expect(world.mailbox.mails[0]?.text).toContain("Ana: Tú eliges qué hacemos:");
    const { rows } = await world.owner.query(
      "select 1 from message_template where shop_id = $1 union all select 1 from message where shop_id = $1",
      [installed.shopId],
    );
    expect(rows).toEqual([]);
  });

  test("goes to the sender's own address when Shopify has verified none of theirs", async () => {
    await connectMail(world, installed);
    expect(await attempt(null)).toMatchObject({ status: "tried", to: "hola@sierpes.example" });
  });

  test("says what the mail server answered when it is not taken", async () => {
    await connectMail(world, installed);
    world.mailbox.knobs.recipient = 550;
    expect(await attempt(null)).toEqual({
      status: "notTaken",
      why: "recipient",
      answer: expect.stringMatching(/^550/) as string,
    });
  });

  test("is not sent with wrong words, nor before a mail server was verified", async () => {
    expect(await attempt(null)).toEqual({ status: "notVerified" });
    await connectMail(world, installed);
    expect(await attempt(null, "{{orden}}")).toMatchObject({ status: "invalid", body: [{ name: "orden" }] });
    expect(world.mailbox.asked).toBe(0);
  });
});

describe("what Shopify tells, too", () => {
  const settings = { action: "settings", quiet: "true", from: "21:00", to: "08:00", zone: "shop", perHour: "500" };

  test("is only switched on when somebody says that Shopify's is off", async () => {
    expect(await click({ ...settings, "on.delivered": "true" })).toEqual({
      status: "invalid",
      errors: { "on.delivered": "shopify" },
    });
    expect(await click({ ...settings, "on.delivered": "true", "sure.delivered": "true" })).toEqual({ status: "saved" });
  });

  test("is not asked of Shopify any more once we tell it", async () => {
    const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
    const { shopifyTells } = await import("../../app/features/messages/public.server.ts");
    const tells = () => inShop(installed.shopId, (tx) => shopifyTells(tx, "shipped"));
    expect(await tells()).toBe(false);
    await switchOn(world, installed, "messages");
    expect(await tells()).toBe(true);
    await click({ ...settings, "on.shipped": "true", "sure.shipped": "true" });
    expect(await tells()).toBe(false);
  });
});

describe("a shopper", () => {
  async function toldOrder() {
    await connectMail(world, installed);
    await switchOn(world, installed, "messages");
    const placed = await order(world, installed, { "CAM-1": 1 });
    await learn(world, installed, placed);
    await world.settle(installed);
    const [mail] = world.mailbox.mails;
    const link = /https?:\/\/\S+\/messages\/stop\/\S+/.exec(mail?.text ?? "")?.[0] ?? "";
    expect(mail?.headers["list-unsubscribe"]).toBe(`<${link}>`);
    return { placed, link };
  }

  test("who follows the link is asked first, and gets nothing more by one click", async () => {
    const { placed, link } = await toldOrder();
    const page = await open(link);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("a…@example.com");
    await learn(world, installed, placed, { fact: "parcel 2" });
    await world.settle(installed);
    expect(world.mailbox.mails).toHaveLength(2);
    const oneClick = await open(link, { "List-Unsubscribe": "One-Click" });
    expect(oneClick.status).toBe(200);
    await learn(world, installed, placed, { fact: "parcel 3" });
    await world.settle(installed);
    expect((await messages(world, installed)).at(-1)).toMatchObject({ status: "left", why: "opted_out" });
    expect(world.mailbox.mails).toHaveLength(2);
  });

  test("cannot end the messages of somebody else by a link that was changed", async () => {
    const { link } = await toldOrder();
    for (const wrong of [link.slice(0, -2), link.replace(/\/stop\/(\d+)\./, "/stop/1$1."), `${link}x`])
      expect((await open(wrong, {})).status).toBe(404);
  });

  test("who wants none gets none, also when staff click; staff cannot take that back", async () => {
    const { placed, link } = await toldOrder();
    await open(link, {});
    const acts = await import("../../app/features/messages/order-messages.server.ts");
    const orderId = placed.id as OrderId;
    expect(await acts.allowOrder(installed.shopId, orderId, world.clock.now())).toEqual({ status: "allowed" });
    await learn(world, installed, placed, { fact: "parcel 4" });
    await world.settle(installed);
    expect((await messages(world, installed)).at(-1)).toMatchObject({ status: "left", why: "opted_out" });
  });

  test("of whom staff were told so on the phone gets none until they take it back", async () => {
    const { placed } = await toldOrder();
    const acts = await import("../../app/features/messages/order-messages.server.ts");
    const orderId = placed.id as OrderId;
    await acts.stopOrder(installed.shopId, orderId, world.clock.now());
    await learn(world, installed, placed, { fact: "parcel 5" });
    await world.settle(installed);
    expect((await messages(world, installed)).at(-1)).toMatchObject({ why: "opted_out" });
    await acts.allowOrder(installed.shopId, orderId, world.clock.now());
    await learn(world, installed, placed, { fact: "parcel 6" });
    await world.settle(installed);
    expect((await messages(world, installed)).at(-1)).toMatchObject({ status: "sent" });
  });
});

test("what was only observed goes out when a person asks for this very one, also by night", async () => {
  await connectMail(world, installed);
  const placed = await order(world, installed, { "CAM-1": 1 });
  await learn(world, installed, placed);
  await world.advance(installed, 14 * HOUR);
  const { rows } = await world.owner.query<{ message_id: string }>(
    "select message_id from message where shop_id = $1 and kind = 'attempted'",
    [installed.shopId],
  );
  const { sendNow } = await import("../../app/features/messages/order-messages.server.ts");
  const messageId = rows[0]?.message_id as never;
  await sendNow(installed.shopId, placed.id as OrderId, messageId, world.clock.now());
  await world.settle(installed);
  expect(await messages(world, installed)).toMatchObject([{ status: "sent" }]);
});

test("a rule's words go to the shopper and to an address of the merchant's, once each", async () => {
  await connectMail(world, installed);
  await switchOn(world, installed, "messages");
  const placed = await order(world, installed, { "CAM-1": 1 });
  const effects = (
    [{ kind: "shopper" }, { kind: "email", email: "ops@sierpes.example" }, { kind: "inbox" }] as const
  ).map((to) => ({ do: "notify" as const, to, text: "We <b>pack</b> it today", by: "r1" }));
  await decide(world, installed, placed, { effects });
  await decide(world, installed, placed, { effects });
  await world.settle(installed);
  expect(world.mailbox.mails.map((mail) => mail.to[0]).sort()).toEqual(["ana@example.com", "ops@sierpes.example"]);
  for (const { html } of world.mailbox.mails) {
    expect(html).toContain("We &lt;b&gt;pack&lt;/b&gt; it today");
    expect(html).not.toContain("<b>");
  }
});
