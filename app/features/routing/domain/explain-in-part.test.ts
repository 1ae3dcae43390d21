import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import {
  line,
  location,
  snapshot,
  stock,
  type SnapshotOverride,
} from "../../../../tests/factories/routing-snapshot.ts";
import en from "../locales/en.json" with { type: "json" };
import es from "../locales/es.json" with { type: "json" };
import type { Directives } from "../../automation/domain/directives.ts";
import { decideBy } from "./decide.ts";
import { explain } from "./explain.ts";
import { say } from "./say.ts";
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

/** Three mugs and a lamp, of which there is none. */
const short = (override: SnapshotOverride) =>
  snapshot({
    lines: [line(1, 1, 3), line(2, 2, 1)],
    locations: [location(10, 100, { name: "Madrid" }), location(20, 900, { name: "Sevilla" })],
    stock: [stock(1, { 10: 0 }), stock(2, { 10: -1 })],
    ...override,
  });

const shipping = (mode: "complete" | "inPart"): Directives => ({
  locations: [],
  split: { forbiddenBy: null, extraParcel: null, minParcelValue: null },
  ship: { mode, by: "r1" },
  ...{ holds: [], deadline: null, priority: null, service: null, assignee: null, effects: [] },
});

function told(locale: "en" | "es", override: SnapshotOverride, directives: Directives | null = null): string[] {
  const given = short(override);
  const decision = decideBy(given, directives);
  const trace = traceOf(given, decision, directives, new Map([["r1", "VIP"]]));
  const t = i18n.getFixedT(locale, "routing");
  return explain(decision, trace)
    .filter(({ code }) => !code.startsWith("location."))
    .map((message) =>
      say(message, { locale, t: (key, values) => t(key, values), lineTitle: (id) => (id === "1" ? "Mug" : "Lamp") }),
    );
}

test("an order that ships in part says what leaves, what waits and why", () => {
  const inPart = { when: "ship" } as const;
  expect(told("en", { inPart })).toEqual([
    "Ships in part: 3 units leave now; 1 still to come, not in stock at any location that may ship.",
    "Lamp: 1 of 1 waits on hold, and leaves when it can.",
  ]);
  expect(told("es", { inPart })).toEqual([
    "Sale por partes: 3 unidades salen ya; por salir: 1, sin stock en las sucursales que pueden enviar.",
    "Lamp: 1 de 1 espera retenida y sale cuando pueda.",
  ]);
});

test("a rule that lets it is named", () => {
  expect(told("en", {}, shipping("inPart")).at(-1)).toBe("The rule “VIP” lets it ship in part.");
  expect(told("es", {}, shipping("inPart")).at(-1)).toBe("La regla «VIP» deja que salga por partes.");
});

test("what could leave and waits says what keeps it", () => {
  const inPart = { when: "ship" } as const;
  const tooLittle = { inPart: { ...inPart, leastPercent: 90 } };
  expect(told("en", { inPart }, shipping("complete")).at(-1)).toBe(
    "3 of 4 units could leave now and wait with the rest: the rule “VIP” wants it all at once.",
  );
  expect(told("en", { inPart, canPart: false }).at(-1)).toBe(
    "3 of 4 units could leave now and wait with the rest: Entrega may not split this order and hold what is missing.",
  );
  expect(told("en", tooLittle).at(-1)).toBe(
    "3 of 4 units could leave now and wait with the rest: they are too little for a parcel, by your settings.",
  );
  expect(told("es", tooLittle).at(-1)).toBe(
    "3 de 4 unidades podrían salir ya y esperan con el resto: es muy poco para un paquete, según tus ajustes.",
  );
});
