import i18next from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import {
  line,
  location,
  locationId,
  scattered,
  snapshot,
  stock,
} from "../../../../tests/factories/routing-snapshot.ts";
import en from "../locales/en.json" with { type: "json" };
import es from "../locales/es.json" with { type: "json" };
import type { Directives } from "../../automation/domain/directives.ts";
import { decide, decideBy } from "./decide.ts";
import { explain, MESSAGE_CODES } from "./explain.ts";
import { say } from "./say.ts";
import type { RoutingSnapshot } from "./snapshot.ts";
import { traceOf } from "./trace.ts";

const i18n = i18next.createInstance();
beforeAll(() =>
  i18n.init({
    resources: { en: { routing: en }, es: { routing: es } },
    defaultNS: "routing",
    fallbackLng: false,
    interpolation: { escapeValue: false },
  }),
);

/** The sentences a merchant reads; spaces in amounts are ordinary ones. */
function told(given: RoutingSnapshot, locale: string, budget?: number): string[] {
  const decision = decide(given, budget);
  const t = i18n.getFixedT(locale, "routing");
  return explain(decision, traceOf(given, decision)).map((message) =>
    say(message, { locale, t: (key, values) => t(key, values), lineTitle: () => "Mug" }).replaceAll("\u00a0", " "),
  );
}

const SEVILLA = location(10, 900, { name: "Sevilla" });
const MADRID = location(20, 100, { name: "Madrid" });
const HERE_AND_THERE = stock(1, { 10: 0, 20: 1 });

describe("the decision in words", () => {
  test("a move says what it saves and how much closer it is", () => {
    const given = snapshot({ locations: [SEVILLA, MADRID], stock: [HERE_AND_THERE] });
    expect(told(given, "en")).toEqual([
      "Ships from Madrid: €2.00 cheaper than Sevilla and 800 km closer.",
      "Madrid ships 1 unit for €5.25, over 100 km.",
      "Sevilla would cost €2.00 more and is 800 km farther away.",
    ]);
    expect(told(given, "es")).toEqual([
      "Sale de Madrid: 2,00 € más barato que desde Sevilla y 800 km más cerca.",
      "Madrid envía 1 unidad por 5,25 €, a 100 km.",
      "Sevilla costaría 2,00 € más y está 800 km más lejos.",
    ]);
  });

  test("a move that rules want names them and what it costs, however much they are worth", () => {
    const given = snapshot({ assigned: 20, locations: [SEVILLA, MADRID], stock: [stock(1, { 10: 1, 20: 1 })] });
    const liked = { locationId: locationId(10), ruledOut: null, cost: -500, costs: [{ minor: -500, by: "r1" }] };
    const directives: Directives = {
      locations: [liked],
      split: { forbiddenBy: null, extraParcel: null, minParcelValue: null },
      ...{ ship: null, holds: [], deadline: null, priority: null, service: null, assignee: null, effects: [] },
    };
    const decision = decideBy(given, directives);
    const trace = traceOf(given, decision, directives, new Map([["r1", "VIP"]]));
    const sayIn = (locale: string) =>
      explain(decision, trace).map((message) => {
        const t = i18n.getFixedT(locale, "routing");
        return say(message, { locale, t: (key, values) => t(key, values), lineTitle: () => "Mug" }).replaceAll(
          "\u00a0",
          " ",
        );
      });
    expect(sayIn("en")).toEqual([
      "Ships from Sevilla, which the rules prefer to Madrid (VIP): by itself it costs €2.00 more.",
      "Sevilla ships 1 unit for €7.25, over 900 km.",
      "Madrid would cost €3.00 more, with what the rules add.",
    ]);
    expect(sayIn("es")[0]).toBe(
      "Sale de Sevilla, que las reglas prefieren a Madrid (VIP): por sí misma cuesta 2,00 € más.",
    );
  });

  test("a cheaper place may be farther away, behind no border", () => {
    const lisbon = location(10, 100, { name: "Lisboa", country: "PT" });
    const given = snapshot({ locations: [lisbon, { ...SEVILLA, id: locationId(20) }], stock: [HERE_AND_THERE] });
    expect(told(given, "en")).toMatchObject([
      "Ships from Sevilla: €4.00 cheaper than Lisboa, although 800 km farther away.",
      {},
      "Lisboa would cost €4.00 more, although it is 800 km closer.",
    ]);
  });

  test("without a known distance none is told", () => {
    const given = snapshot({
      locations: [{ ...SEVILLA, coordinates: null }, MADRID],
      stock: [HERE_AND_THERE],
      destination: { coordinates: { latitude: 0, longitude: 0 } },
    });
    expect(told(given, "en")[0]).toBe("Ships from Madrid: €3.50 cheaper than Sevilla.");
  });

  test("a move that had to be names the place that could not ship", () => {
    const given = snapshot({ locations: [{ ...SEVILLA, active: false }, MADRID], stock: [HERE_AND_THERE] });
    expect(told(given, "en")).toMatchObject([
      "Ships from Madrid, because Sevilla cannot ship it.",
      {},
      "Sevilla is deactivated.",
    ]);
    expect(told({ ...given, locations: [MADRID] }, "en")[0]).toBe(
      "Ships from Madrid, because the location it was assigned to is gone.",
    );
  });

  test("staying says whether there was a choice", () => {
    const assigned = { ...MADRID, id: locationId(10) };
    expect(told(snapshot({ locations: [assigned] }), "en")[0]).toBe("Stays in Madrid: no other location can ship it.");
    const other = { ...SEVILLA, id: locationId(20) };
    expect(told(snapshot({ locations: [assigned, other], stock: [HERE_AND_THERE] }), "es")[0]).toBe(
      "Se queda en Madrid: no hay forma más barata.",
    );
  });

  test("a saving that is too small is told with the threshold", () => {
    const near = { ...SEVILLA, coordinates: { latitude: 0, longitude: 2 } };
    expect(told(snapshot({ locations: [near, MADRID], stock: [HERE_AND_THERE] }), "en")).toMatchObject([
      "Stays in Sevilla: the cheapest other way would save only €0.31, and you asked for at least €0.50.",
      {},
      "Madrid would save only €0.31.",
    ]);
  });

  test("a split says why, and what each location ships", () => {
    const given = snapshot({
      assigned: null,
      lines: [line(1, 1, 2), line(2, 2, 1)],
      locations: [SEVILLA, MADRID],
      stock: [stock(1, { 10: 2 }), stock(2, { 20: 1 })],
    });
    expect(told(given, "en")).toEqual([
      "Ships in 2 parcels, because no single location has everything.",
      "Sevilla ships 2 units for €9.50, over 900 km.",
      "Madrid ships 1 unit for €5.25, over 100 km.",
    ]);
  });

  test("a split that was not needed says what it saves, and compares no distances", () => {
    const given = snapshot({
      lines: [line(1, 1, 1, { grams: 3_000 }), line(2, 2, 1)],
      locations: [
        SEVILLA,
        { ...MADRID, coordinates: { latitude: 0, longitude: 0 } },
        location(30, 950, { name: "Vigo" }),
      ],
      stock: [stock(1, { 20: 1, 30: 1 }), stock(2, { 10: 0, 30: 1 })],
    });
    expect(told(given, "en")).toEqual([
      "Ships in 2 parcels: €1.75 cheaper than everything from one location.",
      "Sevilla ships 1 unit for €7.25, over 900 km.",
      "Madrid ships 1 unit for €5.00, over 0 km.",
      "Vigo would cost €2.25 more.",
    ]);
  });

  test("a hold says which lines lack how many, and each location what it lacks", () => {
    const given = snapshot({
      lines: [line(1, 1, 4)],
      locations: [SEVILLA, MADRID],
      stock: [stock(1, { 10: -4, 20: 1 })],
    });
    expect(told(given, "en")).toEqual([
      "On hold: 3 units are not in stock at any location that may ship them.",
      "Mug: 3 of 4 are missing.",
      "Sevilla lacks 4 units.",
      "Madrid lacks 3 units.",
    ]);
    expect(told({ ...given, canHold: false }, "es")[0]).toBe(
      "Te necesita: faltan 3 unidades en todas las sucursales que pueden enviar.",
    );
  });

  test("what was not proven is admitted", () => {
    expect(told(scattered(), "en").join(" ")).not.toContain("too many combinations");
    expect(told(scattered(), "en", 1_000).at(-1)).toMatch(/^There were too many combinations.*could save at most €\d/);
  });
});

describe("the texts", () => {
  /** A plural's forms as one, and the names that a text fills in. */
  const shape = (texts: object, path = ""): [string, string][] =>
    Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
      typeof value === "string"
        ? [
            [
              path + key,
              [...value.matchAll(/\{\{(\w+)\}\}/g)]
                .map((match) => match[1])
                .toSorted()
                .join(),
            ],
          ]
        : shape(Object(value) as object, `${path}${key}.`),
    );
  const plural = (key: string): string => key.replace(/_(one|many|other)$/, "");
  const codes = (texts: object): string[] => [...new Set(shape(texts).map(([key]) => plural(key)))].toSorted();

  test.each([
    ["en", en],
    ["es", es],
  ])("there is one for every code and for no other in %s", (_, texts) => {
    expect(codes(texts)).toEqual(MESSAGE_CODES.map((code) => `reason.${code}`).toSorted());
  });

  test("both languages fill in the same names, in every plural form", () => {
    const names = new Map(shape(en).map(([key, filled]) => [plural(key), filled]));
    for (const [key, filled] of [...shape(en), ...shape(es)])
      expect([key, filled]).toEqual([key, names.get(plural(key))]);
  });

  test.each([
    ["en", en],
    ["es", es],
  ])("%s has every plural form that it needs", (locale, texts) => {
    const keys = shape(texts).map(([key]) => key);
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    for (const key of keys.filter((each) => each !== plural(each))) {
      for (const form of forms) expect(keys).toContain(`${plural(key)}_${form}`);
    }
  });
});
