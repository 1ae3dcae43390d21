import { createInstance } from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import { eventText, type Reader } from "./event-text.ts";
import en from "./locales/en.json" with { type: "json" };
import es from "./locales/es.json" with { type: "json" };

const i18n = createInstance();
beforeAll(async () => {
  await i18n.init({
    resources: { en: { orders: en }, es: { orders: es } },
    defaultNS: "shell",
    interpolation: { escapeValue: false },
  });
});

const reader = (locale: string): Reader => ({
  timezone: "Europe/Madrid",
  t: i18n.getFixedT(locale, "orders"),
  locale,
  locations: { "11": "Madrid", "12": "Sevilla" },
  places: { "5 H1 at noon": "Getafe" },
});
const told = (code: string, data: Record<string, unknown>, locale = "en") => eventText({ code, data }, reader(locale));

describe("an entry of the timeline", () => {
  test("names locations, not their numbers", () => {
    expect(told("routing.moved", { from: "11", to: "12" }).text).toBe("Entrega moved it from Madrid to Sevilla");
    expect(told("routing.moved", { from: "11", to: "99" }, "es").text).toBe("Entrega lo movió de Madrid a 99");
  });

  test("puts stored codes into the reader's words", () => {
    expect(told("order.payment", { from: "PENDING", to: "PAID" }, "es").text).toBe("Pago: Pagado");
    expect(told("routing.decided", { outcome: "split" }).text).toBe("Entrega decided: Splits");
    expect(told("fulfillment_order.held", { reason: "incorrect_address" }).text).toBe("Put on hold: incorrect address");
  });

  test.each([
    ["IN_TRANSIT", "On its way", "En camino"],
    ["OUT_FOR_DELIVERY", "Out for delivery", "En reparto"],
    ["ATTEMPTED_DELIVERY", "Delivery attempted", "Intento de entrega"],
    ["READY_FOR_PICKUP", "Ready for pickup", "Listo para recoger"],
    ["DELAYED", "Delayed", "Con retraso"],
    ["DELIVERED", "Delivered", "Entregado"],
    ["FAILURE", "Problem", "Problema"],
    ["CARRIER_PICKED_UP", "Handed over", "Entregado al transportista"],
  ])("says in words what Shopify was told: %s", (status, english, spanish) => {
    expect(told("event.written", { status }).text).toBe(`Delivery news written in Shopify: ${english}`);
    expect(told("event.written", { status }, "es").text).toBe(`Novedad de entrega anotada en Shopify: ${spanish}`);
  });

  test("says where a parcel was scanned, and keeps a code that nobody can read", () => {
    expect(told("parcel.scanned", { parcelId: "5", scan: "H1 at noon", stage: "in_transit", code: "H1" })).toEqual({
      text: "Carrier: On its way",
      detail: "Getafe",
      tone: "normal",
    });
    expect(told("parcel.scanned", { parcelId: "5", scan: "Z9", stage: "unknown", code: "Z9" }).detail).toContain("Z9");
  });

  test("tells a promise as a window, as a day, or as none", () => {
    const promise = { from: "2026-11-24", to: "2026-11-26", source: "estimate", reason: null, previousTo: null };
    expect(told("promise.shown", promise).text).toBe("Promised for Tue, Nov 24 – Thu, Nov 26");
    expect(told("promise.shown", { ...promise, from: promise.to }).text).toBe("Promised for Thu, Nov 26");
    expect(told("promise.shown", { ...promise, from: null, to: null, reason: "awaiting_stock" })).toMatchObject({
      text: "The shopper is told that there is no date yet",
      detail: "It waits for stock.",
    });
  });

  test("marks what went well and what went wrong", () => {
    expect(told("parcel.delivered", {}).tone).toBe("good");
    expect(told("parcel.scanned", { stage: "lost" }).tone).toBe("bad");
    expect(told("routing.refused", { codes: ["LOCATION_NOT_FOUND"] })).toMatchObject({
      tone: "bad",
      detail: "A reason that Entrega does not know: LOCATION_NOT_FOUND",
    });
  });

  test("says why a label or a shipment was refused, by our reasons, the order's state, and the field a carrier names", () => {
    expect(told("parcel.refused", { step: "label", reasons: ["sender_address", "payment_pending"] })).toEqual({
      text: "No label could be bought",
      detail: "The location's address is not complete. The payment is pending.",
      tone: "bad",
    });
    expect(told("parcel.refused", { step: "label", reasons: ["invalid:recipient.zip"] }).detail).toMatch(
      /recipient\.zip$/,
    );
    expect(told("parcel.refused", { step: "fulfillment", reasons: ["fulfillment.lines"] }, "es")).toMatchObject({
      text: "Shopify no aceptó el envío",
      detail: "Un motivo que Entrega no conoce: fulfillment.lines",
    });
  });

  test("of a code without a text shows the code", () => {
    expect(told("parcel.teleported", { to: "11" }).text).toBe("parcel.teleported");
  });
});
