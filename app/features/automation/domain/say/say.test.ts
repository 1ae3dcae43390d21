import { createInstance, type i18n } from "i18next";
import { describe, expect, test } from "vitest";
import { ACTION_KEYS, actionOf, type Step } from "../actions.ts";
import { HOLD_REASONS } from "../actions/order.ts";
import type { Condition } from "../condition.ts";
import { operatorsOf } from "../condition-schema.ts";
import { FAULT_CODES } from "../fault.ts";
import { FIELD_KEYS, fieldOf } from "../fields.ts";
import { FINDING_CODES } from "../lint/finding.ts";
import { TRIGGER_KEYS } from "../rule.ts";
import { rulesOf, TEMPLATES } from "../templates.ts";
import english from "../../locales/en.json" with { type: "json" };
import spanish from "../../locales/es.json" with { type: "json" };
import { sayCondition } from "./condition.ts";
import { sayStep } from "./step.ts";
import type { Voice } from "./voice.ts";

function textsIn(locale: "en" | "es"): i18n {
  const instance = createInstance();
  const resources = { en: { automation: english }, es: { automation: spanish } };
  void instance.init({
    lng: locale,
    ns: ["automation"],
    defaultNS: "automation",
    resources,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}
const texts = { en: textsIn("en"), es: textsIn("es") };
const voiceIn = (locale: "en" | "es"): Voice => ({
  locale,
  timeZone: "Europe/Madrid",
  t: (key, values) => {
    expect(texts[locale].exists(key, values), key).toBe(true);
    return texts[locale].getFixedT(locale, "automation")(key, values ?? {});
  },
  nameOf: (list, value) =>
    list === "countries" ? (new Intl.DisplayNames(locale, { type: "region" }).of(value) ?? value) : value,
});
const [en, es] = [voiceIn("en"), voiceIn("es")];
/** Some spaces in money are of the kind that does not break. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("conditions in words", () => {
  test.each<[Condition, string, string]>([
    [{ all: [] }, "always", "siempre"],
    [
      { field: "order.total", op: "isMoreThan", value: { minor: 10_000, currency: "EUR" } },
      "Order total is more than €100.00",
      "Total del pedido es más de 100,00 €",
    ],
    [
      {
        all: [
          { field: "order.risk", op: "isOneOf", value: ["CANCEL"] },
          {
            any: [
              { field: "destination.country", op: "isOneOf", value: ["ES", "PT"] },
              { field: "order.isB2B", op: "is", value: true },
            ],
          },
        ],
      },
      "Fraud risk is high and (Destination country is one of Spain or Portugal or Company order (B2B): yes)",
      "Riesgo de fraude es alto y (País de destino es uno de España o Portugal o Pedido de empresa (B2B): sí)",
    ],
    [
      { not: { lines: "any", where: { field: "line.weight", op: "isAtLeast", value: 2_500 } } },
      "not (at least one line where Weight of a unit is at least 2.5 kg)",
      "no (al menos una línea donde Peso por unidad es al menos 2,5 kg)",
    ],
    [
      { field: "time.timeOfDay", op: "isBetween", value: { from: "22:00", to: "06:00" } },
      "Time of day now is between 22:00 and 06:00",
      "Hora actual está entre 22:00 y 06:00",
    ],
    [
      { field: "order.placedAt", op: "isWithinLast", value: { amount: 2, unit: "days" } },
      "Placed is within the last 2 days",
      "Fecha del pedido está dentro de los últimos 2 días",
    ],
    [
      { field: "time.date", op: "isFrom", value: "2026-12-01" },
      "Date today is on or after Dec 1, 2026",
      "Fecha de hoy es a partir de 1 dic 2026",
    ],
    [
      { field: "order.metafieldText", of: "custom.gift", op: "isNotEmpty" },
      "Order metafield (text) “custom.gift” is not empty",
      "Metacampo del pedido (texto) «custom.gift» no está vacío",
    ],
    [
      { field: "order.tags", op: "hasNoneOf", value: ["vip"] },
      "Order tags do not include vip",
      "Etiquetas del pedido no incluyen vip",
    ],
  ])("%j", (condition, inEnglish, inSpanish) => {
    expect(plain(sayCondition(condition, en))).toBe(inEnglish);
    expect(plain(sayCondition(condition, es))).toBe(inSpanish);
  });
});

describe("actions in words", () => {
  test.each<[Step, string, string]>([
    [
      {
        do: "preferLocations",
        where: { field: "location.kind", op: "isOneOf", value: ["store"] },
        by: { minor: 400, currency: "EUR" },
      },
      "Prefer locations where Kind of location is store, even if that costs up to €4.00 more",
      "Preferir sucursales donde Tipo de sucursal es tienda, aunque cueste hasta 4,00 € más",
    ],
    [
      { do: "hold", reason: "HIGH_RISK_OF_FRAUD", note: "", release: { until: "hours", hours: 1 } },
      "Hold (high risk of fraud) until 1 hour has passed",
      "Retener (alto riesgo de fraude) hasta que pase 1 hora",
    ],
    [
      { do: "deadline", within: { unit: "timeOfDay", days: 0, at: "16:00" } },
      "Must leave by 16:00 the same day",
      "Debe salir antes de las 16:00 del mismo día",
    ],
    [{ do: "notify", to: { kind: "inbox" }, text: "" }, "Notify the inbox", "Avisar a la bandeja de avisos"],
  ])("%j", (step, inEnglish, inSpanish) => {
    expect(plain(sayStep(step, en))).toBe(inEnglish);
    expect(plain(sayStep(step, es))).toBe(inSpanish);
  });
});

describe.each(["en", "es"] as const)("texts in %s", (locale) => {
  const keys = [
    ...FIELD_KEYS.flatMap((key) => [
      `field.${key}`,
      `group.${key.split(".", 1).join("")}`,
      ...(fieldOf(key).choices ?? []).map((choice) => `choice.${key}.${choice}`),
      ...[...operatorsOf(fieldOf(key)).keys()].map((name) => `operator.${name}`),
    ]),
    ...ACTION_KEYS.flatMap((key) => [`action.${key}`, `combine.${actionOf(key).combine}`]),
    ...HOLD_REASONS.map((reason) => `holdReason.${reason}`),
    ...TRIGGER_KEYS.map((key) => `trigger.${key}`),
    ...FAULT_CODES.map((code) => `fault.${code}`),
    ...FINDING_CODES.map((code) => `finding.${code}`),
    ...TEMPLATES.flatMap(({ key }) => [`template.${key}.name`, `template.${key}.description`]),
  ];

  test.each([...new Set(keys)])("%s", (key) => {
    expect(texts[locale].exists(key)).toBe(true);
  });

  test("say every rule of every template", () => {
    const voice = voiceIn(locale);
    for (const template of TEMPLATES) {
      const rules = rulesOf(
        template,
        "EUR",
        (key) => {
          expect(texts[locale].exists(key), key).toBe(true);
          return key;
        },
        () => "id",
      );
      for (const { when, then } of rules) {
        const words = [sayCondition(when, voice), ...then.map((step) => sayStep(step, voice))];
        expect(words.join(" ")).not.toMatch(/[{}]|undefined|\[object/);
      }
    }
  });
});
