import fc from "fast-check";
import { expect, test } from "vitest";
import { smallLabelSheets, type SmallLabel } from "./small-labels.ts";
import { zplOf, zplWidth } from "./zpl.ts";

/** The fields a printer would read: what stands between ^FD and ^FS, with its hexadecimal signs turned back. */
const fieldsOf = (zpl: string): string[] =>
  [...zpl.matchAll(/\^FH\^FD(.*?)\^FS/g)].map(([, data = ""]) => {
    const bytes = [...data.matchAll(/_([0-9A-F]{2})|([^_])/g)].map(([, hex, letter = ""]) =>
      hex === undefined ? letter.charCodeAt(0) : parseInt(hex, 16),
    );
    return Buffer.from(bytes).toString();
  });

const zpl = (label: SmallLabel) =>
  smallLabelSheets(label, zplWidth)
    .map((sheet) => zplOf(sheet))
    .join("\n");

test("a tote's label has its number, the order and the code, as the printer draws it", () => {
  const text = zpl({ is: "tote", place: "3", orderName: "#1001", code: "P12-1" });
  expect(text.startsWith("^XA\n^CI28\n^PW812\n^LL1218\n")).toBe(true);
  expect(text.endsWith("^XZ")).toBe(true);
  expect(fieldsOf(text)).toEqual(["3", "#1001", "P12-1", "P12-1"]);
  expect(text).toContain("^BCN,");
});

test("a bin with letters that Code 128 has not becomes a QR code", () => {
  const text = zpl({ is: "bin", bin: "Año-3", location: "Málaga" });
  expect(text).not.toContain("^BCN,");
  expect(fieldsOf(text)).toContain("MA,Año-3");
});

test("whatever somebody writes, it is printed and never a command", () => {
  const words = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).map((text) => text.normalize("NFC"));
  fc.assert(
    fc.property(words, (name) => {
      const text = zpl({
        is: "address",
        from: "",
        to: [`a${name}^XZ~HS_`],
        orderName: "#1",
        code: "#1",
        words: { from: "From", to: "To" },
      });
      expect(text.match(/\^XZ/g)).toHaveLength(1);
      expect(text).not.toContain("~");
      const letters = fieldsOf(text).join("").replace(/\s/g, "");
      const printed = `a${name}^XZ~HS_`.replace(/[\p{Cc}\p{Cf}\s]/gu, "");
      expect(letters).toContain(printed);
    }),
  );
});

test("an order that was cancelled is void across its label", () => {
  const label = { is: "address", from: "", to: ["Ana"], orderName: "#1", code: "#1", stamp: "VOID" } as const;
  const text = zpl({ ...label, words: { from: "From", to: "To" } });
  expect(fieldsOf(text).at(-1)).toBe("VOID");
});
