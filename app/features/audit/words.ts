import type { TFunction } from "i18next";
import { formatMoney } from "../../core/money.ts";
import { ALL_CODES } from "./domain/filter.ts";
import { THINGS } from "./domain/things.ts";

/** Namespaces of texts that an entry is told with. */
export const AUDIT_TEXTS = ["audit", "shell"] as const;
export type AuditTexts = TFunction<(typeof AUDIT_TEXTS)[number][]>;

/** What was done, in words. A code that this version does not know is shown as it is. */
export const actOf = (t: AuditTexts, code: string): string =>
  ALL_CODES.includes(code) ? t(`audit:act.${code}` as "audit:act.order.seen") : code;

/** Whose name is not known is told by their number in Shopify. */
export const whoOf = (t: AuditTexts, who: string, names: Readonly<Record<string, string>>): string =>
  names[who] ?? t("audit:nameless", { number: who });

/** Subjects that are a code alone, in groups of texts. */
const CODES = { "settings.saved": "setting", "switch.on": "switch", "switch.off": "switch" } as const;

/** What it was done to, in words; empty for the shop as a whole. */
export function subjectOf(t: AuditTexts, code: string, subject: string): string {
  if (subject === "") return "";
  const [kind = "", id = ""] = subject.split(":");
  if (code === "settings.saved" && id !== "") return t(`audit:setting.${kind}` as "audit:setting.costs", { id });
  if (code in CODES) return t(`audit:${CODES[code as keyof typeof CODES]}.${subject}` as "audit:setting.costs");
  return THINGS.includes(kind) ? t(`audit:thing.${kind}` as "audit:thing.order", { id }) : subject;
}

/** The page of a thing, where it has one. */
export function pageOf(subject: string): string | null {
  const [kind = "", id = ""] = subject.split(":");
  const paths: Readonly<Record<string, string>> = {
    order: `/app/orders/${id}`,
    set: `/app/automations/${id}/history`,
    batch: `/app/fulfillment/batches/${id}`,
    count: `/app/inventory/counts/${id}`,
    edit: `/app/inventory/edits/${id}`,
    feed: `/app/inventory/feeds/${id}`,
    item: `/app/inventory/${id}`,
    location: `/app/settings/locations/${id}`,
    staff: "/app/staff",
  };
  return paths[kind] ?? null;
}

/** One line of the details: a field, and how it was and is. */
export interface Detail {
  readonly field: string;
  readonly before: string | null;
  readonly after: string;
}

/** How what is stored is written for people. */
interface Writing {
  /** An amount in minor units of the shop's currency. */
  readonly money: (minor: number) => string;
  readonly yes: string;
  readonly no: string;
}

/** As people of this language write it, in the shop's currency. */
export const writingIn = (t: AuditTexts, locale: string, currency: string): Writing => ({
  money: (minor) => formatMoney({ minor, currency }, locale),
  yes: t("audit:yes"),
  no: t("audit:no"),
});

/** What a field is called; one that this version has no word for is shown as it is. Empty: the role of somebody. */
export const fieldOf = (t: AuditTexts, field: string): string =>
  field === "" ? t("audit:column.role") : t(`audit:field.${field}` as "audit:field.count", { defaultValue: field });

/** What an entry says beside what was done: numbers and codes. */
export function detailsOf(data: Readonly<Record<string, unknown>>, writing: Writing): Detail[] {
  const { before, after, ...rest } = data;
  const detail = (field: string, was: unknown, is: unknown): Detail => ({
    field,
    before: was === undefined ? null : text(field, was, writing),
    after: text(field, is, writing),
  });
  const changes = isRecord(after)
    ? Object.entries(after).map(([field, value]) =>
        detail(field, isRecord(before) ? (before[field] ?? null) : null, value),
      )
    : after === undefined
      ? []
      : [detail("", before ?? null, after)];
  return [...changes, ...Object.entries(rest).map(([field, value]) => detail(field, undefined, value))];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const LONGEST = 120;

function text(field: string, value: unknown, { money, yes, no }: Writing): string {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "boolean") return value ? yes : no;
  if (typeof value === "number" && field.endsWith("Minor")) return money(value);
  if (typeof value === "string") return value;
  const written = JSON.stringify(value);
  return written.length > LONGEST ? `${written.slice(0, LONGEST)}…` : written;
}
