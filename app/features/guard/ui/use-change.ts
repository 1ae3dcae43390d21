import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { action } from "../routes/guard.tsx";

const REFUSED: readonly string[] = ["noProduct", "noTag"];

/** Asks the page's action for something, and says in a word what came of it. */
export function useChange() {
  const { t } = useTranslation("guard");
  const bridge = useAppBridge();
  const fetcher = useFetcher<typeof action>();
  const { data } = fetcher;
  useEffect(() => {
    if (data) bridge.toast.show(t(`done.${data.status}`), { isError: REFUSED.includes(data.status) });
  }, [data, bridge, t]);
  return { ...fetcher, busy: fetcher.state !== "idle" };
}
