import { decimalAmount, typedMinor } from "../../../core/money.ts";
import { ADDRESS_RULES } from "./address/judge-address.ts";
import type { LabelPolicy } from "./shopping/choose-label.ts";
import type { LabelSetting } from "./shopping/label-setting.ts";

/** The form's fields, as texts. */
export const LABEL_FIELDS = [
  "policy",
  "within",
  "preferred",
  "guardMinor",
  "guardPercent",
  "dutiesWait",
  "address",
] as const;
export type LabelField = (typeof LABEL_FIELDS)[number];
export type LabelTexts = Readonly<Record<LabelField, string>>;
export const POLICIES = ["cheapest", "fastest", "preferred"] as const satisfies readonly LabelPolicy["kind"][];

/** `amount`: no amount of the currency; `percent`: no whole number from 0 to 1000; `needed`: it has to be said. */
export type LabelErrors = Readonly<Partial<Record<LabelField, "amount" | "percent" | "needed">>>;

/** A stored setting as the form shows it. */
export function labelTexts({ policy, guard, address }: LabelSetting, currency: string): LabelTexts {
  const amount = (minor: number | null) => (minor === null ? "" : decimalAmount({ minor, currency }));
  return {
    policy: policy.kind,
    within: policy.kind === "fastest" ? amount(policy.withinMinor) : "",
    preferred: policy.kind === "preferred" ? policy.carrier : "",
    guardMinor: amount(guard.minor),
    guardPercent: guard.percent === null ? "" : String(guard.percent),
    dutiesWait: String(guard.dutiesWait),
    address,
  };
}

export type ReadSetting =
  | { readonly status: "read"; readonly setting: LabelSetting }
  | { readonly status: "wrong"; readonly errors: LabelErrors };

/** Reads the form. `carriers`: the codes a shop may prefer. An empty threshold is none. */
export function readLabelForm(
  texts: Readonly<Partial<Record<LabelField, string>>>,
  currency: string,
  carriers: readonly string[],
): ReadSetting {
  const errors: Partial<Record<LabelField, "amount" | "percent" | "needed">> = {};
  const text = (field: LabelField) => (texts[field] ?? "").trim();
  const amount = (field: LabelField): number | null => {
    if (text(field) === "") return null;
    const minor = typedMinor(text(field), currency);
    if (minor === undefined || minor < 0) errors[field] = "amount";
    return minor ?? null;
  };
  const policy = ((): LabelPolicy => {
    if (text("policy") === "fastest") {
      const withinMinor = amount("within");
      if (withinMinor === null) errors.within ??= "needed";
      return { kind: "fastest", withinMinor: withinMinor ?? 0 };
    }
    if (text("policy") === "preferred") {
      if (!carriers.includes(text("preferred"))) errors.preferred = "needed";
      return { kind: "preferred", carrier: text("preferred") };
    }
    return { kind: "cheapest" };
  })();
  const typed = text("guardPercent");
  const percent = /^\d{1,4}$/.test(typed) && Number(typed) <= 1_000 ? Number(typed) : null;
  if (typed !== "" && percent === null) errors.guardPercent = "percent";
  const guard = { minor: amount("guardMinor"), percent, dutiesWait: text("dutiesWait") === "true" };
  const address = ADDRESS_RULES.find((rule) => rule === text("address")) ?? "any";
  return Object.keys(errors).length > 0
    ? { status: "wrong", errors }
    : { status: "read", setting: { policy, guard, address } };
}
