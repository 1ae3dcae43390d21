import { useTranslation } from "react-i18next";
import { formatDay, formatMoment, formatTime } from "../../platform/i18n/format.ts";
import { useShop } from "./use-shop.ts";

/** A moment, in the shop's time zone and the reader's language. */
export function Time({
  at,
  show = "moment",
}: {
  /** ISO 8601 */
  readonly at: string;
  readonly show?: "moment" | "day" | "time";
}) {
  const { i18n } = useTranslation();
  const { timezone } = useShop();
  const format = { moment: formatMoment, day: formatDay, time: formatTime }[show];
  // Node's and the browser's ICU may differ in a space: no reason to render the page again.
  return (
    <time dateTime={at} title={formatMoment(at, timezone, i18n.language)} suppressHydrationWarning>
      {format(at, timezone, i18n.language)}
    </time>
  );
}
