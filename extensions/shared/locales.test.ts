import { describe, expect, test } from "vitest";
import { ALL_MOMENT_CODES } from "./backend-view.ts";
import { ALL_REASON_CODES } from "./promise-metafield.ts";
import { STAGE_LOOKS } from "./stages.ts";
import { flatTexts, localeTexts } from "./testing/locale-texts.ts";

const EXTENSIONS = ["order-status", "fulfillment-status", "thank-you"] as const;
const STAGES = Object.keys(STAGE_LOOKS);
/** Texts made of placeholders only. */
const SAME_IN_BOTH = new Set(["event.line", "event.line_place"]);

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "").sort();
}

describe.each(EXTENSIONS)("texts of %s", (extension) => {
  const english = flatTexts(localeTexts(extension, "en"));
  const spanish = flatTexts(localeTexts(extension, "es"));

  test("have the same keys in English and Spanish", () => {
    expect(Object.keys(spanish)).toEqual(Object.keys(english));
  });

  test("have the same placeholders in both languages", () => {
    for (const [key, text] of Object.entries(english)) {
      expect(placeholders(spanish[key] ?? ""), key).toEqual(placeholders(text));
    }
  });

  test("are translated, not copied, and none is empty", () => {
    for (const [key, text] of Object.entries(english)) {
      expect(text.trim(), key).not.toBe("");
      if (!SAME_IN_BOTH.has(key)) expect(spanish[key], key).not.toBe(text);
    }
  });

  test("have both plural forms wherever one is given", () => {
    for (const key of Object.keys(english)) {
      if (key.endsWith(".one")) expect(english).toHaveProperty([key.replace(/one$/, "other")]);
    }
  });
});

describe.each(["en", "es"] as const)("every code has a text in %s:", (locale) => {
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

test.each(["en", "es"] as const)("the parcel extension says the same as the order extension in %s", (locale) => {
  const order = flatTexts(localeTexts("order-status", locale));
  for (const [key, text] of Object.entries(flatTexts(localeTexts("fulfillment-status", locale)))) {
    if (key !== "name" && key !== "description") expect(order[key], key).toBe(text);
  }
});
