import { useTranslation } from "react-i18next";
import type { Weekday } from "../../../core/calendar/day.ts";
import { formatNearMoment } from "../../../platform/i18n/format.ts";
import type { Fault } from "../domain/form-reader.ts";
import type { Warning } from "../domain/warnings.ts";

/** 5 January 1970 was a Monday. */
const dateOf = (day: Weekday) => new Date(Date.UTC(1970, 0, 5 + day));

/** What the pages of locations say in more than one place. */
export function useWords() {
  const { t, i18n } = useTranslation("locations");
  const locale = i18n.language;
  const weekday = (day: Weekday, length: "long" | "short" = "long") =>
    new Intl.DateTimeFormat(locale, { weekday: length, timeZone: "UTC" }).format(dateOf(day));
  const weekdays = (days: readonly Weekday[]) =>
    new Intl.ListFormat(locale, { type: "unit" }).format(days.map((day) => weekday(day, "short")));
  const carrier = (name: string) => (name === "" ? t("anyCarrier") : name);
  return {
    /** As a label: "Monday", "Lunes". */
    weekdayLabel: (day: Weekday) => weekday(day).replace(/^\p{L}/u, (letter) => letter.toLocaleUpperCase(locale)),
    /** A moment (epoch milliseconds) on the wall of a zone. */
    moment: (at: number, zone: string) => formatNearMoment(new Date(at).toISOString(), zone, locale),
    carrier,
    fault: (fault: Fault | undefined) => fault && t(`field.${fault.code}`, { ...fault }),
    warning: (warning: Warning) =>
      t(`warning.${warning.code}`, {
        ...warning,
        ...("days" in warning && { days: weekdays(warning.days) }),
        ...("carrier" in warning && { carrier: carrier(warning.carrier) }),
      }),
  };
}
