import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { dateOf } from "../../../core/calendar/day.ts";
import { Facts } from "../../../shell/ui/facts.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { WitnessRow } from "../domain/edit/witness.ts";
import { fieldOf } from "../domain/fields.ts";
import { sayValue } from "../domain/say/value.ts";
import type { Voice } from "../domain/say/voice.ts";

/** An example order, one line for each thing that matters about it. */
export function WitnessTable({ rows, voice }: { readonly rows: readonly WitnessRow[]; readonly voice: Voice }) {
  const { t } = useTranslation("automation");
  const { currency } = useShop();
  return <Facts rows={rows.map((row) => ({ name: nameOf(row, voice, t), value: valueOf(row, currency, voice, t) }))} />;
}

type T = TFunction<"automation">;

function nameOf({ about, index, field, of }: WitnessRow, voice: Voice, t: T): string {
  const label = voice.t(`field.${field}`);
  const name = of === "" ? label : voice.t("condition.named", { field: label, name: of });
  return about === "order" ? name : t(`page.finding.about.${about}`, { number: index + 1, field: name });
}

/** A fact in words. Facts are numbers where rules write times and money (facts.ts). */
function valueOf({ field, value }: WitnessRow, currency: string, voice: Voice, t: T): string {
  if (value === null) return t("page.finding.unknown");
  if (typeof value === "boolean") return t(value ? "page.build.yes" : "page.build.no");
  if (value === "" || (Array.isArray(value) && value.length === 0)) return t("page.finding.none");
  if (Array.isArray(value))
    return new Intl.ListFormat(voice.locale, { type: "conjunction" }).format(
      value.map((each) => sayValue(field, each, voice)),
    );
  const said = sayValue(field, typeof value === "number" ? asRule(field, value, currency) : value, voice);
  // The linter makes locations up as well: one that the shop does not have stands for any that no rule names.
  return said === t("page.gone.location", { id: String(value) }) ? t("page.finding.otherLocation") : said;
}

function asRule(field: WitnessRow["field"], value: number, currency: string): unknown {
  switch (fieldOf(field).type) {
    case "money":
      return { minor: value, currency };
    case "moment":
      return new Date(value).toISOString();
    case "date":
      return dateOf(value);
    case "timeOfDay":
      return [Math.floor(value / 60), value % 60].map((part) => String(part).padStart(2, "0")).join(":");
    default:
      return value;
  }
}
