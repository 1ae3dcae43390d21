/// <reference types="@shopify/ui-extensions/admin.order-details.block.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { fireEvent, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { OrderBlockView } from "../../../app/features/order-block/domain/order-block-view.ts";
import { i18nOf } from "../../shared/testing/locale-texts.ts";
import { json, NEVER, promiseMetafield, status, type Answer } from "../../shared/testing/shopify-answers.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const extension = getExtension("admin.order-details.block.render", { configSearchDir: `${import.meta.dirname}/..` });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  extension.setUp();
  extension.shopify.data.selected = [{ id: "gid://shopify/Order/1001" }];
});
afterEach(() => {
  extension.tearDown();
  vi.useRealTimers();
});

const view = (given: Partial<OrderBlockView> = {}): OrderBlockView => ({
  v: 1,
  timezone: "Europe/Madrid",
  stage: "in_transit",
  promise: { from: "2026-11-24", to: "2026-11-26", source: "checkout", reason: null },
  kept: { code: "endangered", days: 0 },
  parcels: [
    {
      fulfillmentId: "501",
      number: "1Z999",
      carrier: "UPS",
      url: "https://carrier.example/1Z999",
      stage: "in_transit",
      expectedOn: "2026-11-27",
      timeline: [
        { stage: "in_transit", at: "2026-11-23T17:30:00Z", place: "Zaragoza" },
        { stage: "shipped", at: "2026-11-22T08:00:00Z", place: null },
      ],
    },
  ],
  risks: [
    {
      kind: "silent",
      carrier: "UPS",
      deadline: "2026-11-25T16:00:00Z",
      costMinor: 1450,
      currency: "EUR",
      snoozed: false,
    },
    {
      kind: "pastPromise",
      carrier: "",
      deadline: "2026-11-23T16:00:00Z",
      costMinor: 0,
      currency: "EUR",
      snoozed: true,
    },
  ],
  next: { code: "mindRisk", path: "/app/deliveries?q=%231001", risk: "silent" },
  ...given,
});

/** Renders the block; the backend answers one after the other what `answers` says. Returns the addresses that were asked. */
async function show(answers: readonly Answer[], locale: "en" | "es" = "en", metafield: unknown = null) {
  const waiting = [...answers];
  const seen: string[] = [];
  extension.fetch = (input) => {
    seen.push(input instanceof Request ? input.url : String(input));
    return (waiting.length > 1 ? waiting.shift() : waiting[0])?.() ?? status(500)();
  };
  Object.assign(extension.shopify.i18n, i18nOf("order-block", locale));
  const query = vi.fn(() => Promise.resolve({ data: { order: { metafield } } }));
  Object.assign(extension.shopify, { query });
  await extension.render();
  return { seen, query };
}
async function expectPage(...texts: readonly string[]): Promise<void> {
  await waitFor(() => {
    for (const text of texts) expect(document.body.textContent).toContain(text);
  });
}
const block = () => document.body.querySelector("s-admin-block");
const button = () => document.body.querySelector("s-button");

describe("an order that is known", () => {
  test("shows what to do next and leads to the page of the app", async () => {
    const { seen } = await show([json(view())]);
    await expectPage("What to do next", "Ask the carrier where it is", "Act on the risk");
    expect(document.body.textContent.split("Ask the carrier where it is")).toHaveLength(2); // once
    expect(document.body.textContent).toContain("Tell the shopper, best before the day comes");
    expect(seen).toEqual(["/app/orders/1001/block.json"]);
    expect(button()?.getAttribute("href")).toBe("app:app/deliveries?q=%231001");
    expect(block()?.getAttribute("heading")).toBe("Delivery");
    expect(block()?.getAttribute("collapsedsummary") ?? block()?.getAttribute("collapsedSummary")).toBe("At risk");
  });

  test("shows the promise, whether it is kept, the risks and their cost, and each parcel in words", async () => {
    await show([json(view())]);
    await expectPage(
      "Promised for Tuesday, November 24 to Thursday, November 26",
      "May not be kept",
      "The shopper saw it at checkout",
      "2 risks",
      "Helps until Nov 25, 5:00 PM · €14.50 if ignored · UPS",
      "Was due Nov 23, 5:00 PM",
      "Snoozed",
      "UPS 1Z999",
      "On its way",
      "Nov 23, 6:30 PM: In transit (Zaragoza)",
      "Nov 22, 9:00 AM: Shipped",
    );
  });

  test("shows a parcel whose label is bought before Shopify knows it as shipped", async () => {
    const labelled = { fulfillmentId: null, number: "1Z111", carrier: "UPS", url: null, stage: "preparing" } as const;
    const parcels = [...view().parcels, { ...labelled, expectedOn: null, timeline: [] }];
    await show([json(view({ parcels }))]);
    await expectPage("Parcel 2 of 2", "Being prepared", "UPS 1Z111", "The carrier has not scanned this parcel yet.");
  });

  test("in Spanish", async () => {
    await show([json(view({ kept: { code: "passed", days: 1 } }))], "es");
    await expectPage(
      "Qué hacer ahora",
      "Pregunta al transportista dónde está",
      "Vencido hace 1 día",
      "En silencio",
      "Zaragoza",
    );
    expect(document.body.textContent).toMatch(/14,50\s€ si se ignora/);
  });

  test("with nothing to do, no parcel and no date says so, and has no button", async () => {
    const next = { code: "awaitPayment", path: null, risk: null } as const;
    await show([json(view({ next, parcels: [], risks: [], promise: null, kept: null }))]);
    await expectPage(
      "Nothing to do now",
      "It ships as soon as it is paid",
      "No date was promised",
      "No parcel has left yet.",
    );
    expect(button()).toBeNull();
  });

  test("that is cancelled shows no promise", async () => {
    const next = { code: "cancelled", path: null, risk: null } as const;
    await show([json(view({ stage: "cancelled", next, parcels: [], risks: [] }))]);
    await expectPage("The order is cancelled: nothing ships");
    expect(document.body.textContent).not.toContain("Promised");
  });
});

test("while it waits for the answer it says that it looks", async () => {
  await show([NEVER]);
  expect(document.body.querySelector("s-spinner")?.getAttribute("accessibilitylabel") ?? "").toBe(
    "Looking up the delivery…",
  );
});

test("an order that Entrega does not have is said to be unknown, and Shopify is not asked", async () => {
  const { query } = await show([status(404)]);
  await expectPage("Entrega does not have this order yet.");
  expect(query).not.toHaveBeenCalled();
});

describe("while the backend is away", () => {
  test.each([
    ["an error", status(503)],
    ["no network", () => Promise.reject(new TypeError("Failed to fetch"))],
    ["something that is no answer", json({ v: 2 })],
  ])("(%s) it says so, with what the order's metafield still knows", async (_, answer: Answer) => {
    await show([answer], "en", { value: promiseMetafield() });
    await expectPage("Promised for Tuesday, November 24 to Thursday, November 26");
    expect(document.body.querySelector("s-banner")?.getAttribute("heading")).toBe("Entrega does not answer right now");
  });

  test("it asks again when somebody presses the button", async () => {
    const { seen } = await show([status(503), json(view())], "en");
    await expectPage("Try again", "Risks and parcels are not known until it does.");
    expect(document.body.textContent).not.toContain("Promised");
    fireEvent.click(button() ?? document.body);
    await expectPage("Ask the carrier where it is");
    expect(seen).toHaveLength(2);
  });
});
