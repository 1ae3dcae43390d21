/// <reference types="@shopify/ui-extensions/customer-account.order-status.block.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { fireEvent, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ShopperView } from "../../../app/features/shopper/domain/shopper-view.ts";
import { LOCALES, i18nOf } from "../../shared/testing/locale-texts.ts";
import type { Locale } from "../../shared/testing/locale-texts.ts";
import { ORDER_API, fakeFetch, json, loadedMetafields, status } from "../../shared/testing/shopify-answers.ts";
import type { Answer, SeenRequest } from "../../shared/testing/shopify-answers.ts";

const NOW = new Date("2026-11-29T12:00:00Z");
/** Time on the stepped clock after which every answer that was given has been drawn. */
const SETTLED_MS = 500;
const ACTIONS = `${ORDER_API}/actions?order=1001`;
const extension = getExtension("customer-account.order-status.block.render", {
  configSearchDir: `${import.meta.dirname}/..`,
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  extension.setUp();
  extension.shopify.order.value = { id: "gid://shopify/Order/1001", name: "#1001", cancelledAt: "" };
  extension.shopify.settings.value = { heading: undefined };
  extension.shopify.localization.timezone.value = "Europe/Madrid";
  extension.shopify.authenticationState.value = "fully_authenticated";
  extension.shopify.appMetafields.value = loadedMetafields();
});
afterEach(() => {
  extension.tearDown();
  vi.useRealTimers();
});

const view = (given: Partial<ShopperView> = {}): ShopperView => ({
  v: 1,
  late: null,
  offered: [],
  chosen: null,
  reportable: [],
  reports: [],
  ...given,
});
const LATE = view({
  late: "passed",
  offered: [
    { kind: "wait" },
    { kind: "split", now: 3, later: 1 },
    {
      kind: "swap",
      swaps: [
        {
          lineId: "11",
          title: "Shirt Red",
          variants: [
            { variantId: "21", title: "Blue" },
            { variantId: "22", title: "Green" },
          ],
        },
      ],
    },
    { kind: "cancel" },
  ],
});

/** Renders the block; our backend answers one after the other what `actions` says. */
async function show(actions: readonly Answer[], locale: Locale = "en") {
  const waiting = [...actions];
  const { fetch, seen } = fakeFetch({
    account: status(500),
    actions: () => (waiting.length > 1 ? waiting.shift() : waiting[0])?.() ?? status(500)(),
  });
  extension.fetch = fetch;
  Object.assign(extension.shopify.i18n, i18nOf("order-help", locale));
  await extension.render();
  return seen;
}

const page = () => document.body.textContent;
async function expectPage(...texts: readonly string[]): Promise<void> {
  await waitFor(() => {
    for (const text of texts) expect(page()).toContain(text);
  });
}
const buttons = () => [...document.body.querySelectorAll("s-button")];
async function press(text: string): Promise<void> {
  await waitFor(() => {
    expect(buttons().map(({ textContent }) => textContent)).toContain(text);
  });
  fireEvent.click(buttons().find(({ textContent }) => textContent === text) ?? document.body);
}
/** Our backend was asked, and what it answered has been drawn. */
async function settled(seen: readonly SeenRequest[]): Promise<void> {
  await vi.advanceTimersByTimeAsync(SETTLED_MS);
  expect(seen).toHaveLength(1);
}
const sent = (seen: readonly SeenRequest[]) =>
  seen.flatMap(({ url, body }) =>
    url === ACTIONS && body !== null ? [JSON.parse(body) as Record<string, unknown>] : [],
  );

describe("the shopper of a late order", () => {
  test("is asked what to do, told what follows, and asked once more before it is sent", async () => {
    const chosen = view({ late: "passed", chosen: { kind: "cancel", state: "asked", at: "2026-11-29T12:00:00Z" } });
    const seen = await show([json(LATE), json(chosen)]);
    await expectPage("What would you like us to do?", "Your order should have arrived by now.");
    expect(seen.find(({ url }) => url === ACTIONS)?.headers.get("authorization")).toBe("Bearer mock-session-token");
    await press("Cancel and get my money back");
    await expectPage("the full amount goes back to how you paid. This cannot be undone.");
    expect(sent(seen)).toEqual([]);
    await press("Confirm");
    await expectPage("We have passed it on to the shop.");
    expect(page()).not.toContain("What would you like us to do?");
    expect(sent(seen)).toEqual([
      { key: expect.stringMatching(/^[0-9a-f]{32}$/) as string, act: "choose", kind: "cancel" },
    ]);
  });

  test.each([
    ["expected", "It will arrive later than we said."],
    ["passed", "It should have arrived by now."],
  ] as const)("that has left is asked nothing, and may say that waiting is fine (%s)", async (late, text) => {
    const waits = { kind: "wait", state: "done", at: "2026-11-29T12:00:00Z" } as const;
    const seen = await show([json(view({ late, offered: [{ kind: "wait" }] })), json(view({ late, chosen: waits }))]);
    await expectPage("Your order is late", text);
    expect(page()).not.toContain("What would you like us to do?");
    await press("I will wait");
    await expectPage("Thank you for waiting.");
    expect(sent(seen)).toMatchObject([{ act: "choose", kind: "wait" }]);
  });

  test("may go back without anything being sent", async () => {
    const seen = await show([json(LATE)]);
    await press("Send what is ready");
    await expectPage("Ready now: 3. Follows later: 1.");
    await press("Back");
    await expectPage("Wait", "Take something else");
    expect(sent(seen)).toEqual([]);
  });

  test("says what they want in place of what is missing", async () => {
    const seen = await show([json(LATE), json(LATE)]);
    await press("Take something else");
    await expectPage("Shirt Red → Blue", "Shirt Red → Green");
    const select = document.body.querySelector("s-select");
    if (select === null) throw new Error("nothing to choose from");
    Object.assign(select, { value: "22" });
    fireEvent.change(select);
    await press("Confirm");
    await waitFor(() => {
      expect(sent(seen)).toMatchObject([{ act: "choose", kind: "swap", lineId: "11", variantId: "22" }]);
    });
  });

  test("tries again with the same key when no answer came, so that it is done once", async () => {
    const seen = await show([json(LATE), status(500), json(view())]);
    await press("Wait");
    await press("Confirm");
    await expectPage("This could not be sent. Nothing was changed");
    await press("Confirm");
    await waitFor(() => {
      expect(sent(seen)).toHaveLength(2);
    });
    const [first, second] = sent(seen);
    expect(second).toEqual(first);
  });

  test("is told when it is not possible any more, and sees how things are", async () => {
    const gone = async () =>
      new Response(JSON.stringify(view({ late: "passed", offered: [{ kind: "wait" }] })), { status: 409 });
    await show([json(LATE), gone]);
    await press("Cancel and get my money back");
    await press("Confirm");
    await expectPage("This is not possible any more.");
    expect(page()).not.toContain("Cancel and get my money back");
  });

  test("who is not signed in is told why they should be, and our backend is not asked", async () => {
    extension.shopify.authenticationState.value = "pre_authenticated";
    const requireLogin = vi.fn(() => Promise.resolve());
    extension.shopify.requireLogin = requireLogin;
    const seen = await show([json(LATE)]);
    await expectPage("only the person who ordered can");
    expect(seen.some(({ url }) => url === ACTIONS)).toBe(false);
    await press("Sign in");
    expect(requireLogin).toHaveBeenCalledTimes(1);
  });

  test.each([401, 403, 404, 429, 500])("sees nothing here when our backend answers %i", async (code) => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: NOW });
    await settled(await show([status(code, LATE)]));
    expect(page()).toBe("");
  });

  test("of an order that is on time sees nothing here either", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: NOW });
    await settled(await show([json(view())]));
    expect(page()).toBe("");
  });

  test("whose order has no metafield of ours is asked nothing", async () => {
    extension.shopify.appMetafields.value = [];
    expect(await show([json(LATE)])).toEqual([]);
    expect(page()).toBe("");
  });

  test("is offered nothing that this version does not know", async () => {
    await show([json({ ...LATE, offered: [{ kind: "teleport" }, { kind: "swap", swaps: [] }, { kind: "wait" }] })]);
    await expectPage("Your order is late");
    expect(buttons().map(({ textContent }) => textContent)).toEqual(["I will wait"]);
  });
});

describe("a problem with a parcel", () => {
  const reportable = view({
    reportable: [
      { kind: "not_received", parcels: [{ fulfillmentId: "501", name: "UPS" }] },
      { kind: "damaged", parcels: [{ fulfillmentId: "501", name: "UPS" }] },
    ],
  });

  test("is reported with where they have looked", async () => {
    const open = view({
      reports: [{ kind: "not_received", state: "open", at: "2026-11-29T12:00:00Z", fulfillmentId: "501" }],
    });
    const seen = await show([json(reportable), json(open)]);
    await press("I did not receive it");
    await expectPage("Where have you looked?");
    const box = [...document.body.querySelectorAll("s-checkbox")].find(
      (each) => each.getAttribute("label") === "With neighbours",
    );
    if (box === undefined) throw new Error("no such place");
    Object.assign(box, { checked: true });
    fireEvent.change(box);
    await press("Send report");
    await expectPage("Nov 29, 1:00 PM: I did not receive it", "The shop is looking into it and answers here.");
    expect(sent(seen)).toMatchObject([
      { act: "report", kind: "not_received", fulfillmentId: "501", looked: ["neighbours"] },
    ]);
  });

  test("that is damaged asks nobody where they looked", async () => {
    await show([json(reportable)]);
    await press("It arrived damaged");
    await expectPage("Please keep the item and its box");
    expect(document.body.querySelectorAll("s-checkbox")).toHaveLength(0);
  });
});

test.each(LOCALES)("everything is said in %s", async (locale) => {
  const all = view({
    ...LATE,
    chosen: { kind: "split", state: "declined", at: "2026-11-29T12:00:00Z" },
    reportable: [
      {
        kind: "wrong_item",
        parcels: [
          { fulfillmentId: "501", name: "UPS" },
          { fulfillmentId: "502", name: "UPS" },
        ],
      },
    ],
    reports: [{ kind: "damaged", state: "refunded", at: "2026-11-28T12:00:00Z", fulfillmentId: "501" }],
  });
  const text = i18nOf("order-help", locale).translate;
  await show([json(all)], locale);
  await expectPage(text("choice.heading"), text("choice.state.declined"), text("report.state.refunded"));
  await press(text("report.wrong_item"));
  await expectPage(text("report.keep"));
  await press(text("choice.swap.title"));
  await expectPage(text("choice.swap.text"));
});
