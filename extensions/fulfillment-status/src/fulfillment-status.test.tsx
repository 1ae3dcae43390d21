/// <reference types="@shopify/ui-extensions/customer-account.order-status.fulfillment-details.render-after" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { i18nOf } from "../../shared/testing/locale-texts.ts";
import type { Locale } from "../../shared/testing/locale-texts.ts";
import {
  accountFulfillment,
  accountOrder,
  backendParcel,
  backendView,
  fakeFetch,
  json,
  status,
} from "../../shared/testing/shopify-answers.ts";
import type { Answer } from "../../shared/testing/shopify-answers.ts";

const extension = getExtension("customer-account.order-status.fulfillment-details.render-after", {
  configSearchDir: `${import.meta.dirname}/..`,
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-21T12:00:00Z") });
  extension.setUp();
  extension.shopify.order.value = { id: "gid://shopify/Order/1001", name: "#1001" };
  extension.shopify.localization.timezone.value = "Europe/Madrid";
});
afterEach(() => {
  extension.tearDown();
  vi.useRealTimers();
});

async function show(fulfillmentId: string, account: Answer, backend: Answer, locale: Locale = "en") {
  const { fetch, seen } = fakeFetch({ account, backend });
  extension.fetch = fetch;
  extension.shopify.fulfillmentId = `gid://shopify/Fulfillment/${fulfillmentId}`;
  Object.assign(extension.shopify.i18n, i18nOf("fulfillment-status", locale));
  await extension.render();
  return seen;
}

async function expectText(...texts: readonly string[]): Promise<void> {
  await waitFor(() => {
    for (const text of texts) expect(document.body.textContent).toContain(text);
  });
}

const two = json(
  accountOrder({
    fulfillments: [
      accountFulfillment({
        id: "1",
        latestShipmentStatus: "DELIVERED",
        events: [["DELIVERED", "2026-11-20T10:00:00Z"]],
      }),
      accountFulfillment({ id: "2", latestShipmentStatus: null, estimatedDeliveryAt: "2026-11-25T00:00:00Z" }),
    ],
  }),
);

describe("under one of Shopify's fulfillment cards", () => {
  test("stands the date of that parcel and no other", async () => {
    await show("2", two, status(404));
    await expectText("Expected Wednesday, November 25", "The carrier has not scanned this parcel yet.");
    expect(document.body.textContent).not.toContain("Delivered");
  });

  test("a parcel that arrived says when", async () => {
    await show("1", two, status(404));
    await expectText("Delivered Friday, November 20", "Nov 20, 11:00 AM: Delivered");
    expect(document.body.textContent).not.toContain("Expected");
  });

  test("our backend adds places", async () => {
    const timeline = [{ stage: "in_transit", at: "2026-11-21T07:00:00Z", place: "Getafe" }] as const;
    const view = backendView({ parcels: [backendParcel({ fulfillmentId: "2", timeline })] });
    await show("2", two, json(view));
    await expectText("Nov 21, 8:00 AM: In transit (Getafe)");
  });

  test("speaks Spanish", async () => {
    await show("2", two, status(404), "es");
    await expectText("Llegada prevista el miércoles, 25 de noviembre", "El transportista todavía no ha registrado");
  });

  test("stands nothing while nobody knows the parcel", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
    const seen = await show("99", two, json(backendView()));
    await vi.advanceTimersByTimeAsync(500);
    expect(seen).toHaveLength(2);
    expect(document.body.innerHTML).toBe("");
  });
});
