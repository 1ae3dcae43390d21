import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EFFECT_SWITCHES, EFFECTS } from "../../core/effects.ts";
import { SETTINGS } from "../../features/audit/domain/acts.ts";
import { ALL_CODES } from "../../features/audit/domain/filter.ts";
import { FIELD_KEYS } from "../../features/automation/domain/fields.ts";
import { SHIP_REFUSALS } from "../../features/fulfillment/domain/may-ship.ts";
import { LOCALES } from "../../platform/i18n/locale.ts";
import { placeOf } from "./options.ts";

const app = join(import.meta.dirname, "../..");
type Texts = { readonly [key: string]: string | Texts };

const files = globSync(["shell/locales/*.json", "features/*/locales/*.json"], { cwd: app }).map((path) => ({
  ...placeOf(path),
  texts: JSON.parse(readFileSync(join(app, path), "utf8")) as Texts,
}));
const namespaces = [...new Set(files.map(({ namespace }) => namespace))];
const textsOf = (namespace: string, locale: string) =>
  files.find((file) => file.namespace === namespace && file.locale === locale)?.texts ?? {};

/** Every text by its key. Plural forms are one key: Spanish has a form ("many") that English has not. */
function flat(texts: Texts, prefix = ""): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, value] of Object.entries(texts)) {
    const inner = typeof value === "string" ? new Map([["", [value]]]) : flat(value);
    for (const [rest, list] of inner) {
      const name = [prefix, key.replace(/_(zero|one|many|other)$/, ""), rest].filter(Boolean).join(".");
      found.set(name, [...(found.get(name) ?? []), ...list]);
    }
  }
  return found;
}

describe.each(namespaces)("the texts of %s", (namespace) => {
  const english = flat(textsOf(namespace, "en"));

  test("have the same keys in every language", () => {
    expect(english.size).toBeGreaterThan(0);
    for (const locale of LOCALES)
      expect([...flat(textsOf(namespace, locale)).keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("are never empty, and name the same values in every language", () => {
    const valuesIn = (list: readonly string[] = []) =>
      [...new Set(list.flatMap((text) => text.match(/\{\{\w+(?:, \w+)?\}\}/g) ?? []))].sort();
    for (const locale of LOCALES) {
      for (const [key, list] of flat(textsOf(namespace, locale))) {
        expect(
          list.every((text) => text.trim() !== ""),
          `${locale} ${key}`,
        ).toBe(true);
        expect(valuesIn(list), `${locale} ${key}`).toEqual(valuesIn(english.get(key)));
      }
    }
  });
});

describe("stored codes have a text", () => {
  const orders = flat(textsOf("orders", "en"));

  /** Ledger codes as they stand in the code: `code: "order.placed"`, or the first argument of a helper that makes one. */
  const ledger = new Set(
    globSync("**/*.ts", { cwd: app, exclude: (name) => /generated|operations\.ts|\.test\.ts$/.test(name) }).flatMap(
      (path) =>
        [
          ...readFileSync(join(app, path), "utf8").matchAll(
            /"((?:order|pick|fulfillment_order|act|routing|parcel|label|fulfillment|event|message|pickup|promise|intent|risk|shopper|tracking|local_delivery)\.[a-z_]+)"/g,
          ),
        ].map(([, code]) => code ?? ""),
    ),
  );

  /** Names that look like ledger codes: kinds of effects, paths in webhook bodies, lines of the log, tables of texts, what rules ask and what has them run. */
  const OTHER = new Set<string>([
    ...Object.keys(EFFECTS),
    ...FIELD_KEYS,
    ...[
      "fulfillment_order.id",
      "intent.failed",
      "intent.ran",
      "order.changed",
      "order.effect",
      "order.request",
      "order.routing",
      "pickup.note",
      "tracking.carrier_failed",
      "tracking.failed",
    ],
    // Texts of the order page that the tracking page says, too.
    ...["event.line", "event.line_place", "parcel.only", "parcel.title", "parcel.track"],
  ]);

  test("each code of the ledger", () => {
    const codes = [...ledger].filter((code) => !OTHER.has(code)).sort();
    expect(codes).toContain("order.placed");
    const known = codes.filter((code) => orders.has(`event.${code}`));
    expect(codes.filter((code) => !known.includes(code))).toEqual([]);
  });

  test("each reason for which a label, a shipment or a move is refused, as it stands in the code", () => {
    // Of the others the ledger says nothing.
    const written = globSync("features/{fulfillment,order-acts,routing}/*.server.ts", { cwd: app }).flatMap((path) =>
      [...readFileSync(join(app, path), "utf8").matchAll(/(?:refused\(|refused: |codes: \[)"([a-z_]+)"/g)].map(
        ([, code]) => code ?? "",
      ),
    );
    const codes = new Set([...written, ...SHIP_REFUSALS]);
    expect(codes).toContain("recipient_address");
    const known = (code: string) => orders.has(`reason.${code}`) || orders.has(`refused.${code}`);
    expect([...codes].filter((code) => !known(code))).toEqual([]);
  });

  test("each thing that people do, in the log of it", () => {
    const audit = flat(textsOf("audit", "en"));
    const settings = SETTINGS.map((each) => `setting.${each}`);
    const switches = EFFECT_SWITCHES.map((each) => `switch.${each}`);
    const wanted = [...ALL_CODES.map((code) => `act.${code}`), ...settings, ...switches];
    expect(wanted.filter((key) => !audit.has(key))).toEqual([]);
  });

  test("each effect", () => {
    const missing = Object.keys(EFFECTS).filter((kind) => !orders.has(`order.effect.${kind.replace(".", "_")}`));
    expect(missing).toEqual([]);
  });
});
