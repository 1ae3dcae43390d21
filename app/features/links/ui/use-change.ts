import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { action } from "../routes/links.tsx";

/** Asks the page's action for something, and says in a word what came of it. */
export function useChange() {
  const { t } = useTranslation("links");
  const bridge = useAppBridge();
  const fetcher = useFetcher<typeof action>();
  const { data } = fetcher;
  useEffect(() => {
    if (!data || data.status === "offered" || data.status === "invalid") return;
    bridge.toast.show(t(`done.${data.status}`), { isError: data.status === "gone" });
  }, [data, bridge, t]);
  return { ...fetcher, busy: fetcher.state !== "idle" };
}
