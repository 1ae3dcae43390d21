import { useSearchParams } from "@remix-run/react";
import { useCallback } from "react";

/** Keeps the language in the address when somebody goes on to another page: a reload there is still in it. */
export function useHref(): (to: string) => string {
  const [parameters] = useSearchParams();
  const locale = parameters.get("locale");
  return useCallback(
    (to: string) => {
      if (locale === null || /[?&]locale=/.test(to)) return to;
      return `${to}${to.includes("?") ? "&" : "?"}locale=${encodeURIComponent(locale)}`;
    },
    [locale],
  );
}
