import { expect, test } from "vitest";
import { claimLanguage } from "./claim-language.ts";
import { CLAIM_WORDS } from "./claim-words.ts";

test.each([
  ["Correos", "es"],
  ["Correos Express", "es"],
  ["SEUR", "es"],
  ["CTT Express", "es"],
  ["CTT", "pt-BR"],
  ["Correios", "pt-BR"],
  ["Chronopost", "fr"],
  ["La Poste", "fr"],
  ["DHL Paket", "de"],
  ["Royal Mail", "en"],
] as const)("a claim to %s is in its own language: %s", (carrier, language) => {
  expect(claimLanguage(carrier, language === "en" ? "es" : "en")).toBe(language);
});

test.each(["UPS", "FedEx", "DHL Express", "GLS", "stand-in", "", null])(
  "one to %s, of many countries or none that is known, is in the merchant's",
  (carrier) => {
    expect(claimLanguage(carrier, "es")).toBe("es");
    expect(claimLanguage(carrier, "en")).toBe("en");
  },
);

test("each language says everything, with every place that is filled in", () => {
  const shape = (words: unknown): unknown =>
    typeof words === "string"
      ? (words.match(/\{\{\w+\}\}/g) ?? [])
      : Object.fromEntries(Object.entries(words as object).map(([name, each]) => [name, shape(each)]));
  for (const words of Object.values(CLAIM_WORDS)) expect(shape(words)).toEqual(shape(CLAIM_WORDS.en));
});
