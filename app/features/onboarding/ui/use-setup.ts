import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { action } from "../routes/setup.tsx";

/** Asks the page's action for something, and says in a word what came of it. */
export function useSetup() {
  const { t } = useTranslation("onboarding");
  const bridge = useAppBridge();
  const fetcher = useFetcher<typeof action>();
  const { data } = fetcher;
  useEffect(() => {
    if (data) bridge.toast.show(t(`did.${data.status}`));
  }, [data, bridge, t]);
  return { Form: fetcher.Form, busy: fetcher.state !== "idle" };
}
