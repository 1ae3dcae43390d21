import { typedMinor } from "../../../core/money.ts";
import { RISK_KINDS } from "./kinds.ts";
import { settingsSchema, type RiskSettings } from "./settings.ts";

/** Shares of each kind, as the form names them: `silent.refund`. */
const SHARES = ["refund", "reship", "leave"] as const;

/** Reads the form of assumptions. Undefined when something is missing or out of range. */
export function readTyped(texts: Readonly<Record<string, string>>, currency: string): RiskSettings | undefined {
  const share = (name: string) => (/^\d{1,3}$/.test((texts[name] ?? "").trim()) ? Number(texts[name]) : Number.NaN);
  const kinds = RISK_KINDS.map((kind) => [
    kind,
    {
      ...Object.fromEntries(SHARES.map((name) => [name, share(`${kind}.${name}`)])),
      owner: texts[`${kind}.owner`] ?? "",
    },
  ]);
  return settingsSchema.safeParse({
    reshipMinor: typedMinor(texts["reship"], currency),
    customerMinor: typedMinor(texts["customer"], currency),
    kinds: Object.fromEntries(kinds) as unknown,
  }).data;
}

/** Inverse of `readTyped`. `decimal`: an amount as people type it. */
export function writeTyped(
  { reshipMinor, customerMinor, kinds }: RiskSettings,
  decimal: (minor: number) => string,
): Record<string, string> {
  return {
    reship: decimal(reshipMinor),
    customer: decimal(customerMinor),
    ...Object.fromEntries(
      RISK_KINDS.flatMap((kind) =>
        ([...SHARES, "owner"] as const).map((name) => [`${kind}.${name}`, String(kinds[kind][name])]),
      ),
    ),
  };
}
