import { expect, test } from "vitest";
import { LABEL_FIELDS } from "./features/carriers/domain/label-form.ts";
import { NO_OFFER } from "./features/checkout-rates/domain/offer.ts";
import { usualSettings } from "./features/locations/domain/settings.ts";
import { USUAL_SETTINGS as MESSAGES } from "./features/messages/domain/settings.ts";
import { paperSettingsSchema } from "./features/packing/domain/paper-settings.ts";
import type { PickupSetting } from "./features/pickup/settings.server.ts";
import { DEFAULT_COST_MODEL } from "./features/routing/domain/cost.ts";
import { DEFAULT_IN_PART } from "./features/routing/domain/in-part-setting.ts";
import { USUAL_SETTINGS as RISKS } from "./features/risks/domain/settings.ts";
import { DEFAULT_RULES } from "./features/shopper/domain/report-rules.ts";
import type { TypedSettings } from "./features/transfers/domain/settings-form.ts";
import type { Setting } from "./features/audit/domain/acts.ts";
import en from "./features/audit/locales/en.json" with { type: "json" };
import es from "./features/audit/locales/es.json" with { type: "json" };

type Kind = Setting extends infer S ? (S extends `${infer Name}:${string}` ? Name : S) : never;
/** What a page of settings stores, by the name under which its changes are told. */
const SETTINGS: Readonly<Record<Kind, readonly string[]>> = {
  costs: Object.keys(DEFAULT_COST_MODEL),
  inPart: Object.keys(DEFAULT_IN_PART),
  labels: LABEL_FIELDS,
  risks: Object.keys(RISKS),
  reports: Object.keys(DEFAULT_RULES),
  paper: Object.keys(paperSettingsSchema.parse({})),
  messages: Object.keys(MESSAGES),
  rates: Object.keys(NO_OFFER),
  transfers: Object.keys({ targetDays: 0, fixedMinor: 0, perUnitMinor: 0 } satisfies Omit<TypedSettings, "targets">),
  location: Object.keys(usualSettings("Europe/Madrid")),
  pickup: Object.keys({ keepDays: 0, remindDays: 0, perHour: 0, autoRefund: false } satisfies PickupSetting),
};

test.each(Object.entries(SETTINGS))("the log has a word for each field of %s, in both languages", (_, fields) => {
  expect(fields.filter((field) => !(field in en.field) || !(field in es.field))).toEqual([]);
});
