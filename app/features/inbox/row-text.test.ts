import { readFileSync } from "node:fs";
import { createInstance, type ResourceLanguage } from "i18next";
import { expect, test } from "vitest";
import { INBOX_KINDS, type InboxKind } from "../../core/inbox.ts";
import { KINDS } from "../../core/kinds.ts";
import { LOCALES, type Locale } from "../../platform/i18n/locale.ts";
import { FAULT_KINDS } from "../onboarding/domain/checks.ts";
import { ATTENTION_CODES } from "../orders/domain/stage.ts";
import { RISK_KINDS } from "../risks/domain/kinds.ts";
import { INBOX_TEXTS, nameOf, nextOf, whatOf } from "./row-text.ts";

/** Every code that a source can give. */
const CODES: Readonly<Record<InboxKind, readonly string[]>> = {
  order: ATTENTION_CODES,
  risk: RISK_KINDS,
  code: ["unknown"],
  alert: ["out", "low"],
  drift: ["less", "more", "other"],
  message: ["failed", "unsure"],
  fault: FAULT_KINDS,
  setAside: Object.keys(KINDS),
};

async function textsIn(locale: Locale) {
  const texts: ResourceLanguage = {};
  for (const namespace of INBOX_TEXTS)
    texts[namespace] = JSON.parse(
      readFileSync(`app/features/${namespace}/locales/${locale}.json`, "utf8"),
    ) as ResourceLanguage;
  const instance = createInstance();
  await instance.init({ lng: locale, ns: [...INBOX_TEXTS], resources: { [locale]: texts } });
  return instance.getFixedT(locale, [...INBOX_TEXTS]);
}

const rows = (Object.keys(INBOX_KINDS) as InboxKind[]).flatMap((kind) =>
  CODES[kind].map((what) => ({ kind, what, count: 2, name: "" })),
);

test.each(LOCALES)("everything in the inbox is told in words, and so is what to do next (%s)", async (locale) => {
  const t = await textsIn(locale);
  for (const row of rows)
    for (const told of [whatOf(t, row), nextOf(t, row), nameOf(t, row)]) {
      expect(told).not.toBe("");
      // A text that is missing is told as its key, or as the code.
      expect(told, `${row.kind} ${row.what}`).not.toMatch(/^\w+(\.\w+)+$/);
      expect(told).not.toBe(row.what);
    }
});
