import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MESSAGE_KINDS } from "./kinds.ts";
import { render, says } from "./render.ts";
import { sampleParams, sampleWords } from "./sample.ts";
import { SHOPPER_LOCALES } from "./settings.ts";
import { nearestLocale, STANDARD } from "./standard/standard.ts";
import { checkTemplate } from "./template.ts";
import { valuesOf } from "./values.ts";
import { VARIABLES, variablesOf } from "./variables.ts";

const FRAME = { locale: "en", footer: [{ text: "Why" }] };

describe("a message", () => {
  test("has no markup but ours, whatever the values are", () => {
    const nasty = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(
        "<script>alert(1)</script>",
        '"><img src=x onerror=1>',
        "{{order}}",
        "a\r\nBcc: x@y.z",
        "https://a.b/<x>\"'",
      ),
    );
    const tags = /<(?!\/?(?:!doctype|html|head|meta|body|div|p|a|br)\b)/i;
    fc.assert(
      fc.property(nasty, nasty, (text, order) => {
        const { html, subject } = render(
          { subject: "About {{order}}", body: "{{text}}\n\n{{order}}" },
          { text, order },
          FRAME,
        );
        expect(html).not.toMatch(tags);
        expect(html).not.toMatch(/\son\w+=(?!&)["']/i);
        expect(subject).not.toMatch(/[\r\n\p{Cc}]/u);
      }),
    );
  });

  test("leaves out a line whose variables are all unknown, and keeps the others", () => {
    const body = "Hello {{first_name}},\nTrack: {{tracking_link}}\nBy {{carrier}}, {{tracking_number}}";
    const { text } = render({ subject: "x", body }, { carrier: "Correos" }, FRAME);
    expect(text.split("\n")[0]).toBe("By Correos, ");
    expect(text).not.toContain("Track");
  });

  test("of a delay offers exactly what can be chosen, each with its link, in every language", () => {
    const all = ["wait", "split", "swap", "cancel"] as const;
    fc.assert(
      fc.property(fc.subarray([...all]), fc.constantFrom(...SHOPPER_LOCALES), (offered, locale) => {
        const link = (choice: string) => `https://a.example/o?t=1&choose=${choice}`;
        const offer = {
          link: "https://a.example/o",
          choices: offered.map((choice) => ({ choice, link: link(choice) })),
        };
        const values = valuesOf("delayed", sampleParams("delayed"), { ...sampleWords("Tramo"), offer }, locale);
        const { text, html } = render(STANDARD[locale].templates.delayed, values, FRAME);
        const words = STANDARD[locale];
        for (const choice of all) {
          const isOffered = offered.includes(choice);
          expect(text.includes(`• ${words.choices[choice]}: ${link(choice)}`)).toBe(isOffered);
          expect(html.includes(`choose=${choice}"`)).toBe(isOffered);
          expect(html.includes(words.choices[choice])).toBe(isOffered);
        }
        expect(text.includes(words.choose)).toBe(offered.length > 0);
      }),
    );
  });

  test.each([
    ["By {{date}}", { date: "Monday" }, true],
    ["By {{date}}", { date: "" }, false],
    ["Soon", { date: "Monday" }, false],
  ])("by %j says a date with %j: %s", (body, values, isSaid) => {
    expect(says({ subject: "x", body }, "date", values)).toBe(isSaid);
  });

  test("links https addresses and nothing else, without the full stop behind", () => {
    const { html } = render(
      { subject: "x", body: "{{link}}" },
      { link: "https://a.example/x?y=1&z=2. javascript:alert(1)" },
      FRAME,
    );
    expect(html).toContain('<a href="https://a.example/x?y=1&amp;z=2" style="color:#0b5cad">');
    expect(html.match(/<a /g)).toHaveLength(1);
  });
});

describe("the standard words", () => {
  const all = SHOPPER_LOCALES.flatMap((locale) => MESSAGE_KINDS.map((kind) => [locale, kind] as const));

  test.each(all)("in %s for %s name only what there is, and leave no braces", (locale, kind) => {
    const template = STANDARD[locale].templates[kind];
    expect(checkTemplate(template, variablesOf(kind))).toEqual({ subject: [], body: [] });
    const values = valuesOf(kind, sampleParams(kind), sampleWords("Tramo"), locale);
    const { subject, text } = render(template, values, FRAME);
    expect(`${subject}${text}`).not.toMatch(/[{}]/);
    expect(subject).toContain("Tramo");
  });

  test.each([
    ["es-MX", "es"],
    ["pt", "pt-BR"],
    ["pt-PT", "pt-BR"],
    ["fr_CA", "fr"],
    ["it", undefined],
    ["", undefined],
    [null, undefined],
  ])("for an order in %s are those in %s", (given, nearest) => {
    expect(nearestLocale(given)).toBe(nearest);
  });
});

describe("a template", () => {
  test("says where a wrong name stands", () => {
    const { body } = checkTemplate({ subject: "x", body: "Hello\n{{shop}} {{ ordr }}" }, VARIABLES);
    expect(body).toEqual([{ code: "unknown", name: "ordr", line: 2, column: 10 }]);
  });
  test("may not name what this kind does not know", () => {
    const { subject } = checkTemplate({ subject: "{{code}}", body: "x" }, variablesOf("shipped"));
    expect(subject).toEqual([{ code: "unknown", name: "code", line: 1, column: 1 }]);
  });
  test.each([
    ["{{shop", "open"],
    ["", "empty"],
    ["x".repeat(6_000), "long"],
  ])("%s is refused", (body, code) => {
    expect(checkTemplate({ subject: "x", body }, VARIABLES).body).toMatchObject([{ code }]);
  });
});
