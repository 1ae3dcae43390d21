import { useSearchParams } from "@remix-run/react";
import { useCallback } from "react";

/** Keeps the language in the address when somebody goes on to another page: a reload there is still in it. */
export function useHref(): (to: string) => string {
  const [parameters] = useSearchParams();
  const locale = parameters.get("locale");
  return useCallback(
    (to: string) => {
      if (locale === null || /[?&]locale=/.test(to)) return to;
      const [page = "", place] = to.split("#");
      const address = `${page}${page.includes("?") ? "&" : "?"}locale=${encodeURIComponent(locale)}`;
      return place === undefined ? address : `${address}#${place}`;
    },
    [locale],
  );
}
