/// <reference types="@shopify/ui-extensions/purchase.thank-you.block.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { createShippingOption } from "@shopify/ui-extensions-tester/checkout";
import { afterEach, beforeEach, expect, test } from "vitest";
import { i18nOf } from "../../shared/testing/locale-texts.ts";
import type { Locale } from "../../shared/testing/locale-texts.ts";

const extension = getExtension("purchase.thank-you.block.render", { configSearchDir: `${import.meta.dirname}/..` });

/** The tester refuses to be asked for a setting it was not given; Shopify answers undefined. */
const UNSET = { heading: undefined, promise: undefined, handling_days_min: undefined, handling_days_max: undefined };

beforeEach(() => {
  extension.setUp();
  extension.shopify.settings.value = UNSET;
});
afterEach(() => {
  extension.tearDown();
});

async function show(locale: Locale): Promise<string> {
  Object.assign(extension.shopify.i18n, i18nOf("thank-you", locale));
  await extension.render();
  const heading = document.body.querySelector("s-section")?.getAttribute("heading") ?? "";
  const texts = [...document.body.querySelectorAll("s-text")].map((text) => text.textContent);
  return [heading, ...texts].join(" | ");
}

function choose(seconds: number): void {
  extension.shopify.deliveryGroups.value = [
    {
      targetedCartLines: [],
      groupType: "oneTimePurchase",
      isDeliveryRequired: true,
      selectedDeliveryOption: { handle: "standard" },
      deliveryOptions: [
        createShippingOption({ handle: "standard", deliveryEstimate: { timeInTransit: { upper: seconds } } }),
      ],
    },
  ];
}

test("shows the merchant's promise, packing and travel time, in English", async () => {
  extension.shopify.settings.value = {
    ...UNSET,
    promise: "Packed with care.",
    handling_days_min: 1,
    handling_days_max: 2,
  };
  choose(3 * 86_400);
  expect(await show("en")).toBe(
    "What happens next | Packed with care. | Your order leaves us in 1 to 2 working days. | " +
      "The journey takes about 3 days. | You can follow the delivery on your order page at any time.",
  );
});

test("shows the same in Spanish, in the singular where it is one", async () => {
  extension.shopify.settings.value = { ...UNSET, handling_days_max: 1 };
  choose(86_400);
  expect(await show("es")).toBe(
    "Qué pasa ahora | Tu pedido sale en 1 día laborable como máximo. | El viaje dura aproximadamente 1 día. | " +
      "Puedes seguir la entrega en la página de tu pedido en cualquier momento.",
  );
});

test("is not empty before the merchant has set anything", async () => {
  expect(await show("en")).toBe("What happens next | You can follow the delivery on your order page at any time.");
});

test("takes the merchant's heading", async () => {
  extension.shopify.settings.value = { ...UNSET, heading: "And now?" };
  expect(await show("en")).toContain("And now?");
});

test("asks no server for anything", async () => {
  let asked = 0;
  extension.fetch = async () => {
    asked += 1;
    return new Response();
  };
  await show("en");
  expect(asked).toBe(0);
});
