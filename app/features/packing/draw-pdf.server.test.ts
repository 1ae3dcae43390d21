import { expect, test } from "vitest";
import { pdfText } from "../../../tests/integration/pdf-text.ts";
import { drawPdf } from "./draw-pdf.server.ts";
import type { Slip } from "./domain/slip.ts";

const LINE = { title: "Camiseta de algodón", variant: "Azul / L", sku: "CAM-1", quantity: 2 };
const SLIP: Slip = {
  language: "es",
  sender: "Tienda Sol\nCalle Mayor 1",
  orderName: "#1001",
  placedOn: "22 nov 2026",
  recipient: ["Łukasz Žižek Γιώργος Наталья 日本", "Rua das Flores 22"],
  method: "Envío estándar",
  lines: [LINE],
  separately: [],
  gift: "",
  returns: "",
  code: "P12-1",
};
const draw = async (slips: readonly Slip[], paper: "a4" | "label" = "a4", twoUp = false) =>
  pdfText(await drawPdf({ documents: slips.map((slip) => ({ kind: "slip", slip })), paper, twoUp }));

test("a slip has the shop, the shopper with the letters of their own name, and the lines; a letter that no font has is a box", async () => {
  const [page = ""] = await draw([SLIP]);
  expect(page.split("\n")).toEqual([
    ...["Tienda Sol", "Calle Mayor 1", "Albarán", "Pedido #1001"],
    ...["Fecha del pedido 22 nov 2026", "Forma de envío: Envío estándar"],
    ...["Enviar a", "Łukasz Žižek Γιώργος Наталья □□", "Rua das Flores 22"],
    ...["Artículo", "Cant.", "Camiseta de algodón", "2", "Azul / L · CAM-1"],
  ]);
});

test.each([
  ["en", "Packing slip"],
  ["pt-BR", "Lista de embalagem"],
  ["fr", "Bon de livraison"],
  ["de", "Lieferschein"],
] as const)("a slip in %s says %s", async (language, title) => {
  expect((await draw([{ ...SLIP, language }]))[0]).toContain(title);
});

test("many lines go on, each page with the order's name, the columns and its number", async () => {
  const lines = Array.from({ length: 60 }, (_, n) => ({ ...LINE, sku: `SKU-${n}` }));
  const pages = await draw([{ ...SLIP, lines }]);
  expect(pages.length).toBe(3);
  for (const [n, page] of pages.entries()) {
    expect(page).toContain(`Página ${n + 1} de 3`);
    expect(page).toContain("Pedido #1001");
    expect(page).toContain("Cant.");
  }
  const all = pages.join("\n");
  for (const { sku } of lines) expect(all.split(`· ${sku}\n`).length, sku).toBe(2);
});

test("a long name breaks into lines, and none of its words is lost", async () => {
  const title = Array.from({ length: 40 }, (_, n) => `Wärmflasche${n}`).join(" ");
  const [page = ""] = await draw([{ ...SLIP, lines: [{ ...LINE, title }] }], "label");
  const words = page.replaceAll("\n", " ");
  for (const word of title.split(" ")) expect(words).toContain(word);
  expect(page.split("\n").filter((line) => line.includes("Wärm")).length).toBeGreaterThan(8);
});

test("a slip of what changed since says so across the page", async () => {
  expect((await draw([{ ...SLIP, stamp: "ANULADO" }]))[0]).toContain("ANULADO");
});

test("many documents are one file, in their order", async () => {
  const pages = await draw(["#1", "#2", "#3"].map((orderName) => ({ ...SLIP, orderName })));
  expect(pages.map((page) => /Pedido (#\d)/.exec(page)?.[1])).toEqual(["#1", "#2", "#3"]);
});

test("labels go two on a sheet in their own size", async () => {
  const label = (place: string) =>
    ({ kind: "small", label: { is: "tote", place, orderName: "#1", code: "P1-1" } }) as const;
  const pdf = await drawPdf({ documents: ["1", "2", "3"].map(label), paper: "a4", twoUp: true });
  expect(await pdfText(pdf)).toHaveLength(2);
});
