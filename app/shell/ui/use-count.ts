import { useTranslation } from "react-i18next";
import { formatNumber } from "../../platform/i18n/format.ts";

/** Counts stop here; what is beyond is told as "10,000+". */
const MOST = 10_000;

/** A count in the reader's language: exact to 10,000, then "10,000+". */
export function useCount(): (count: number) => string {
  const { i18n } = useTranslation();
  return (count) => {
    const text = formatNumber(Math.min(count, MOST), i18n.language);
    return count > MOST ? `${text}+` : text;
  };
}
