import { describe, expect, test } from "vitest";
import { ALL_MOMENT_CODES } from "./backend-view.ts";
import { ALL_REASON_CODES } from "./promise-metafield.ts";
import { ALL_REPORT_STATES, CHOICE_KINDS, CHOICE_STATES, LOOKED_PLACES, REPORT_KINDS } from "./shopper-view.ts";
import { STAGE_LOOKS } from "./stages.ts";
import { LOCALES, flatTexts, localeTexts } from "./testing/locale-texts.ts";

const EXTENSIONS = ["order-status", "order-help", "fulfillment-status", "thank-you"] as const;
const STAGES = Object.keys(STAGE_LOOKS);
const OTHERS = LOCALES.filter((locale) => locale !== "en");
/** Texts made of placeholders only, and words that are the same in both languages. */
const MAY_BE_EQUAL = new Set(["event.line", "event.line_place", "pickup.day", "parcel.items.one", "report.line"]);

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "").sort();
}

describe.each(EXTENSIONS)("texts of %s", (extension) => {
  const english = flatTexts(localeTexts(extension, "en"));

  describe.each(OTHERS)("in %s", (locale) => {
    const texts = flatTexts(localeTexts(extension, locale));

    test("have the same keys as in English", () => {
      expect(Object.keys(texts)).toEqual(Object.keys(english));
    });

    test("have the same placeholders", () => {
      for (const [key, text] of Object.entries(english)) {
        expect(placeholders(texts[key] ?? ""), key).toEqual(placeholders(text));
      }
    });

    test("are translated, not copied, and none is empty", () => {
      for (const [key, text] of Object.entries(english)) {
        expect(texts[key]?.trim(), key).not.toBe("");
        if (!MAY_BE_EQUAL.has(key)) expect(texts[key], key).not.toBe(text);
      }
    });
  });

  test("have both plural forms wherever one is given", () => {
    for (const key of Object.keys(english)) {
      if (key.endsWith(".one")) expect(english).toHaveProperty([key.replace(/one$/, "other")]);
    }
  });
});

describe.each(LOCALES)("every code has a text in %s:", (locale) => {
  const texts = flatTexts(localeTexts("order-status", locale));

  test.each(STAGES)("stage %s", (stage) => {
    expect(texts).toHaveProperty([`stage.${stage}`]);
    expect(texts).toHaveProperty([`detail.${stage}`]);
    expect(texts).toHaveProperty([`event.${stage}`]);
  });

  test.each(ALL_REASON_CODES)("reason %s", (code) => {
    expect(texts).toHaveProperty([`reason.${code}`]);
  });

  test.each(ALL_MOMENT_CODES)("moment %s", (code) => {
    expect(texts).toHaveProperty([`moment.${code}`]);
  });
});

describe.each(LOCALES)("every choice and report has a text in %s:", (locale) => {
  const texts = flatTexts(localeTexts("order-help", locale));

  test.each(CHOICE_KINDS)("choice %s", (kind) => {
    expect(texts).toHaveProperty([`choice.${kind}.title`]);
    expect(texts).toHaveProperty([`choice.${kind}.text`]);
  });

  test.each([
    ...CHOICE_STATES.map((state) => `choice.state.${state}`),
    ...REPORT_KINDS.map((kind) => `report.${kind}`),
    ...ALL_REPORT_STATES.map((state) => `report.state.${state}`),
    ...LOOKED_PLACES.map((place) => `looked.${place}`),
  ])("%s", (key) => {
    expect(texts).toHaveProperty([key]);
  });
});

test.each(LOCALES)("the parcel extension says the same as the order extension in %s", (locale) => {
  const order = flatTexts(localeTexts("order-status", locale));
  for (const [key, text] of Object.entries(flatTexts(localeTexts("fulfillment-status", locale)))) {
    if (key !== "name" && key !== "description") expect(order[key], key).toBe(text);
  }
});
