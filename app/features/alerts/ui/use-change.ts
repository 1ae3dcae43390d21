import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { action } from "../routes/alerts.tsx";

/** Asks the page's action for something, and says in a word what came of it. */
export function useChange() {
  const { t } = useTranslation("alerts");
  const bridge = useAppBridge();
  const fetcher = useFetcher<typeof action>();
  const { data } = fetcher;
  useEffect(() => {
    if (!data || data.status === "preview" || data.status === "invalid") return;
    const count = "count" in data ? data.count : 0;
    bridge.toast.show(t(`done.${data.status}`, { count }), {
      isError: data.status === "tooMany",
    });
  }, [data, bridge, t]);
  return { ...fetcher, busy: fetcher.state !== "idle" };
}
