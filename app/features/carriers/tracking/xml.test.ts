import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { elements, everyElement, readXml, textOf } from "./xml.ts";

describe("XML as carriers send it", () => {
  const root = readXml(`<?xml version="1.0" encoding="UTF-8"?>
    <!-- <a>not this</a> --><s:Envelope xmlns:s="urn:x > y"><Body><item n='1'>A &amp; B</item><item/><item><![CDATA[<b>]]></item>
    <deep><item>&#233;&#xE9;</item></deep></Body></s:Envelope>`);

  test("elements, texts, entities, CDATA; prefixes, attributes and comments are passed over", () => {
    expect(root.name).toBe("Envelope");
    expect(elements(root, "Body", "item").map(({ text }) => text)).toEqual(["A & B", "", "<b>"]);
    expect(everyElement(root, "item")).toHaveLength(4);
    expect(textOf(root, "Body", "deep", "item")).toBe("éé");
    expect(textOf(root, "Body", "nothing")).toBeUndefined();
  });

  test.each([
    "",
    "plain text",
    "<a>",
    "<a></b>",
    "<a/><b/>",
    "<a>1 < 2</a>",
    "<a></a>rest",
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
  ])("%j is refused", (source) => {
    expect(() => readXml(source)).toThrow(/not XML/);
  });

  test("whatever comes, it is read or refused", () => {
    const source = fc
      .array(fc.constantFrom("<a>", "</a>", "<a/>", "<", ">", "&#x110000;", "&amp;", "]]>", "<!--", "x", '"'))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(source, (text) => {
        try {
          readXml(text);
        } catch (error) {
          expect(String(error)).toMatch(/not XML/);
        }
      }),
    );
  });

  test("any text comes back as it was", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const written = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
        expect(readXml(`<a>${written}</a>`).text).toBe(text.trim());
      }),
    );
  });
});
