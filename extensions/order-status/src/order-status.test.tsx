/// <reference types="@shopify/ui-extensions/customer-account.order-status.block.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { fireEvent, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ACCOUNT_API, SOURCE_TIMEOUT_MS } from "../../shared/load-order.ts";
import { i18nOf } from "../../shared/testing/locale-texts.ts";
import type { Locale } from "../../shared/testing/locale-texts.ts";
import {
  NEVER,
  ORDER_API,
  ORDER_KEY,
  accountFulfillment,
  accountOrder,
  backendParcel,
  backendView,
  fakeFetch,
  json,
  loadedMetafields,
  promiseMetafield,
  status,
} from "../../shared/testing/shopify-answers.ts";
import type { Answer, SeenRequest } from "../../shared/testing/shopify-answers.ts";

const NOW = new Date("2026-11-21T12:00:00Z");
/** Time on the stepped clock after which every answer that was given has been drawn. */
const SETTLED_MS = 500;
const extension = getExtension("customer-account.order-status.block.render", {
  configSearchDir: `${import.meta.dirname}/..`,
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  extension.setUp();
  // The tester refuses to be asked for a property or setting it was not given; Shopify answers undefined.
  extension.shopify.order.value = { id: "gid://shopify/Order/1001", name: "#1001", cancelledAt: "" };
  extension.shopify.settings.value = { heading: undefined };
  extension.shopify.localization.timezone.value = "Europe/Madrid";
});
afterEach(() => {
  extension.tearDown();
  vi.useRealTimers();
});

interface Page {
  locale?: Locale;
  account: Answer;
  backend?: Answer;
}

/** Renders the block over the given answers; gives the requests it makes. */
async function show({ locale = "en", ...answers }: Page): Promise<readonly SeenRequest[]> {
  const { fetch, seen } = fakeFetch(answers);
  extension.fetch = fetch;
  Object.assign(extension.shopify.i18n, i18nOf("order-status", locale));
  await extension.render();
  return seen;
}

/** What a shopper reads, with the headings that live in attributes. */
function page(): string {
  const headings = [...document.body.querySelectorAll("[heading]")].map((element) => element.getAttribute("heading"));
  return `${headings.join(" ")} ${document.body.textContent}`;
}

/** Waits until all texts are on the page, in one look. */
async function expectPage(...texts: readonly string[]): Promise<void> {
  await waitFor(() => {
    for (const text of texts) expect(page()).toContain(text);
  });
}

const late = backendView({
  stage: "delayed",
  promise: {
    from: null,
    to: "2026-11-28",
    source: "estimate",
    reason: { code: "carrier_delay", params: { previous: "2026-11-26" } },
  },
  parcels: [
    backendParcel({
      stage: "delayed",
      timeline: [{ stage: "delayed", at: "2026-11-21T08:30:00Z", place: "Zaragoza" }],
    }),
  ],
  timeline: [{ code: "promise_moved", at: "2026-11-21T09:00:00Z" }],
});

describe("with Shopify's account data alone", () => {
  test("says where the order is, when it comes and how to track it", async () => {
    const fulfillments = [accountFulfillment({ events: [["IN_TRANSIT", "2026-11-20T17:05:00Z"]] })];
    await show({ account: json(accountOrder({ fulfillments })), backend: status(500) });
    await expectPage(
      "Delivery status",
      "On its way",
      "Expected between Tuesday, November 24 and Thursday, November 26",
      "The date shown at checkout",
      "UPS 1Z999",
      "2 items",
      "Nov 20, 6:05 PM: In transit",
    );
    expect(document.body.querySelector("s-link")?.getAttribute("href")).toBe("https://carrier.example/track/1Z999");
  });

  test("works without our metafield and then asks nobody else", async () => {
    const account = accountOrder({
      promise: null,
      fulfillments: [accountFulfillment({ estimatedDeliveryAt: "2026-11-23T00:00:00Z" })],
    });
    const seen = await show({ account: json(account) });
    await expectPage("On its way", "Expected Monday, November 23");
    expect(seen.map((request) => request.url)).toEqual([ACCOUNT_API]);
  });

  test("is honest when there is no date", async () => {
    await show({ account: json(accountOrder({ promise: null })) });
    await expectPage("There is no delivery date yet.");
  });

  test("is honest when the date has passed and the carrier is silent", async () => {
    const fulfillments = [accountFulfillment({ events: [["IN_TRANSIT", "2026-11-16T09:00:00Z"]] })];
    const promise = promiseMetafield({ from: null, to: "2026-11-19" });
    await show({ account: json(accountOrder({ fulfillments, promise })), backend: status(404) });
    await expectPage(
      "This was expected by Thursday, November 19. The date has passed",
      "No news from the carrier since Nov 16, 10:00 AM.",
    );
  });

  test("reads a status it does not know as unknown, without a gap on the page", async () => {
    await show({
      account: json(accountOrder({ fulfillments: [accountFulfillment({ latestShipmentStatus: "TELEPORTED" })] })),
      backend: status(404),
    });
    await expectPage("Status not available", "Your order itself is not affected.", "UPS 1Z999");
  });

  test("a cancelled order says so and promises no date", async () => {
    await show({
      account: json(accountOrder({ fulfillments: [], order: { cancelledAt: "2026-11-20T10:00:00Z" } })),
      backend: status(404),
    });
    await expectPage("Cancelled", "will not be delivered", "Nov 20, 11:00 AM: Order cancelled");
    expect(page()).not.toContain("Expected");
    expect(page()).not.toContain("The date shown at checkout");
  });

  test("an order on hold says that it has not been sent", async () => {
    const order = { fulfillmentStatus: "ON_HOLD" };
    await show({ account: json(accountOrder({ fulfillments: [], order })), backend: status(404) });
    await expectPage("On hold", "has not been sent");
    expect(document.body.querySelector("s-banner")?.getAttribute("tone")).toBe("warning");
  });

  test("two parcels get a card each, and a count of what has arrived", async () => {
    const fulfillments = [
      accountFulfillment({ id: "1", number: "AAA", latestShipmentStatus: "DELIVERED" }),
      accountFulfillment({ id: "2", number: "BBB", latestShipmentStatus: "OUT_FOR_DELIVERY" }),
    ];
    await show({ account: json(accountOrder({ fulfillments })), backend: status(404) });
    await expectPage("1 of 2 parcels delivered", "Parcel 1 of 2", "Parcel 2 of 2", "UPS AAA", "UPS BBB");
    const badges = [...document.body.querySelectorAll("s-badge")].map((badge) => badge.textContent);
    expect(badges).toEqual(["Delivered", "Out for delivery"]);
  });

  test("older events wait behind a click, newest first", async () => {
    const hours = [1, 2, 3, 4, 5];
    const events = hours.map((hour) => ["IN_TRANSIT", `2026-11-20T0${String(hour)}:00:00Z`] as const);
    await show({
      account: json(accountOrder({ fulfillments: [accountFulfillment({ events })] })),
      backend: status(404),
    });
    await expectPage("Earlier updates");
    const items = [...document.body.querySelectorAll("s-box s-list-item")].map((item) => item.textContent);
    expect(items.map((item) => item.slice(0, 14))).toEqual([
      "Nov 20, 6:00 A",
      "Nov 20, 5:00 A",
      "Nov 20, 4:00 A",
      "Nov 20, 3:00 A",
      "Nov 20, 2:00 A",
    ]);
    expect(document.body.querySelectorAll("s-box s-details s-list-item")).toHaveLength(2);
  });

  test("an order of downloads shows nothing at all", async () => {
    await show({
      account: json(accountOrder({ fulfillments: [], promise: null, order: { requiresShipping: false } })),
    });
    await waitFor(() => {
      expect(document.body.innerHTML).toBe("");
    });
  });
});

describe("with our backend", () => {
  test("adds the reason, the earlier date and the place of each scan", async () => {
    await show({ account: json(accountOrder()), backend: json(late) });
    await expectPage(
      "Delayed",
      "Expected by Saturday, November 28",
      "Our estimate",
      "The carrier is slower than usual.",
      "The date moved from Thursday, November 26 to Saturday, November 28.",
      "Nov 21, 9:30 AM: Delayed (Zaragoza)",
      "Nov 21, 10:00 AM: Delivery date changed",
    );
    expect(page()).not.toContain("taking longer than planned");
  });

  test("says that it takes longer when nobody knows why", async () => {
    await show({ account: json(accountOrder()), backend: json({ ...late, promise: null }) });
    await expectPage("Delayed", "Your delivery is taking longer than planned.");
  });

  test("is asked once, for this order, with the session token and the order key", async () => {
    const seen = await show({ account: json(accountOrder()), backend: json(late) });
    await expectPage("Delayed");
    const asked = seen.filter((request) => request.url.startsWith(`${ORDER_API}?`));
    expect(asked.map((request) => request.url)).toEqual([`${ORDER_API}?order=1001`]);
    expect(asked[0]?.headers.get("authorization")).toBe("Bearer mock-session-token");
    expect(asked[0]?.headers.get("x-order-key")).toBe(ORDER_KEY);
  });

  test("the account query names the order and carries no token of ours", async () => {
    const seen = await show({ account: json(accountOrder()), backend: json(late) });
    await expectPage("Delayed");
    const account = seen.find((request) => request.url === ACCOUNT_API);
    expect(JSON.parse(account?.body ?? "")).toMatchObject({ variables: { id: "gid://shopify/Order/1001" } });
    expect(account?.headers.has("authorization")).toBe(false);
    expect(account?.headers.has("x-order-key")).toBe(false);
  });

  test("still speaks when the account data does not, as before signing in", async () => {
    extension.shopify.authenticationState.value = "pre_authenticated";
    extension.shopify.appMetafields.value = loadedMetafields();
    await show({ account: status(403, accountOrder()), backend: json(late) });
    await expectPage("Delayed", "Expected by Saturday, November 28", "UPS 1Z999");
  });

  test.each([
    ["answers 401", status(401, late)],
    ["answers 403", status(403, late)],
    ["answers 404", status(404, late)],
    ["answers 429", status(429, late)],
    ["answers 500", status(500, late)],
    ["sends something that is not JSON", async () => new Response("<html>")],
    ["sends another version", json({ ...late, v: 2 })],
    ["cannot be reached", () => Promise.reject(new TypeError("network"))],
  ])("that %s leaves Shopify's data in place", async (_, backend) => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: NOW });
    const seen = await show({ account: json(accountOrder()), backend });
    await vi.advanceTimersByTimeAsync(SETTLED_MS);
    expect(seen.map(({ url }) => url.split("?")[0]).sort()).toEqual([ORDER_API, ACCOUNT_API]);
    expect(page()).toContain("On its way");
    expect(page()).toContain("Expected between Tuesday, November 24 and Thursday, November 26");
    expect(page()).not.toContain("Delayed");
  });

  test("a session token that cannot be had leaves Shopify's data in place", async () => {
    extension.shopify.sessionToken.get = () => Promise.reject(new Error("not signed in"));
    const seen = await show({ account: json(accountOrder()), backend: json(late) });
    await expectPage("On its way");
    expect(seen.map((request) => request.url)).toEqual([ACCOUNT_API]);
  });
});

describe("when nobody answers", () => {
  test("waits with a placeholder and then says so, with the promised date, after eight seconds", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: NOW });
    extension.shopify.appMetafields.value = loadedMetafields();
    await show({ account: NEVER, backend: NEVER });
    await vi.advanceTimersByTimeAsync(SOURCE_TIMEOUT_MS - 1_000);
    expect(document.body.querySelector("s-skeleton-paragraph")).not.toBeNull();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(document.body.querySelector("s-skeleton-paragraph")).toBeNull();
    expect(page()).toContain("Status not available");
    expect(page()).toContain("Expected between Tuesday, November 24 and Thursday, November 26");
  });

  test("a backend that hangs does not hold back Shopify's data", async () => {
    await show({ account: json(accountOrder()), backend: NEVER });
    await expectPage("On its way", "UPS 1Z999");
  });

  test("a shopper who is not signed in is offered to sign in", async () => {
    const requireLogin = vi.fn(() => Promise.resolve());
    extension.shopify.authenticationState.value = "pre_authenticated";
    extension.shopify.requireLogin = requireLogin;
    await show({ account: status(401) });
    await expectPage("Status not available", "Sign in to see details");
    fireEvent.click(document.body.querySelector("s-button") ?? document.body);
    expect(requireLogin).toHaveBeenCalledTimes(1);
  });

  test("a signed-in shopper is not", async () => {
    await show({ account: status(500, accountOrder()) });
    await expectPage("Status not available");
    expect(document.body.querySelector("s-button")).toBeNull();
  });

  test("a cancelled order is still called cancelled", async () => {
    extension.shopify.order.value = {
      id: "gid://shopify/Order/1001",
      name: "#1001",
      cancelledAt: "2026-11-20T10:00:00Z",
    };
    await show({ account: status(500) });
    await expectPage("Cancelled");
  });

  test("an order that is still being processed says so without asking anybody", async () => {
    extension.shopify.order.value = undefined;
    const seen = await show({ account: json(accountOrder()) });
    await expectPage("Your order is being processed.");
    expect(seen).toEqual([]);
  });
});

describe("for the shopper's language and the merchant's wishes", () => {
  test("speaks Spanish throughout", async () => {
    await show({ locale: "es", account: json(accountOrder()), backend: json(late) });
    await expectPage(
      "Estado de la entrega",
      "Con retraso",
      "Llegada prevista a más tardar el sábado, 28 de noviembre",
      "El transportista va más lento de lo habitual.",
      "La fecha ha pasado del jueves, 26 de noviembre al sábado, 28 de noviembre.",
      "21 nov, 9:30: Con retraso (Zaragoza)",
      "Seguir el paquete",
      "Cambio de la fecha de entrega",
    );
    expect(page()).not.toMatch(/Delayed|Expected|carrier/);
  });

  test("shows the merchant's own heading", async () => {
    extension.shopify.settings.value = { heading: "Where is it?" };
    await show({ account: json(accountOrder()), backend: status(404) });
    await expectPage("Where is it?", "On its way");
    expect(page()).not.toContain("Delivery status");
  });
});

describe("an order to collect", () => {
  const pickup = {
    code: "ABC234",
    place: "Calle Mayor",
    zone: "Europe/Madrid",
    readyBy: "2026-11-23T16:00:00Z",
    ready: false,
    keptUntil: null,
    hours: [
      { date: "2026-11-20", hours: [{ from: 600, to: 840 }] },
      { date: "2026-11-22", hours: [] },
      { date: "2026-11-23", hours: [600, 1020].map((from) => ({ from, to: from + 180 })) },
    ],
    note: "At the back door",
  };

  test("shows the code, when it is ready and when the shop is open, from the metafield alone", async () => {
    await show({ account: json(accountOrder({ promise: promiseMetafield({ pickup }) })), backend: status(500) });
    await expectPage(
      "Pickup: Calle Mayor",
      "Ready by Nov 23, 5:00 PM",
      "Pickup code: ABC 234",
      "At the back door",
      "Sunday, November 22: closed",
      "Monday, November 23: 10:00 AM – 1:00 PM, 5:00 PM – 8:00 PM",
    );
    expect(page()).not.toContain("November 20:");
    // The desk's scanner reads what the clerk would type.
    expect(document.querySelector("s-qr-code")?.getAttribute("content")).toBe("ABC234");
  });

  test("that is ready says so, and until when it is kept", async () => {
    const ready = { ...pickup, ready: true, keptUntil: "2026-12-07T19:00:00Z" };
    await show({ account: json(accountOrder({ promise: promiseMetafield({ pickup: ready }) })), backend: status(500) });
    await expectPage("Your order is ready to collect.", "Kept for you until Dec 7, 8:00 PM");
  });
});
