import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { action } from "../routes/batch.tsx";
import { alarm } from "./alarm.ts";

/** Asks something of the batch the page shows, and says in a word what came of it. */
export function useBatchAct() {
  const { t } = useTranslation("picking");
  const bridge = useAppBridge();
  const fetcher = useFetcher<typeof action>();
  const { data } = fetcher;
  useEffect(() => {
    if (!data) return;
    if (data.status === "held") bridge.toast.show(t("scan.held", { name: data.name }), { isError: true });
    else if (data.status === "refused") bridge.toast.show(t(`refused.${data.code}`), { isError: true });
    else bridge.toast.show(data.status === "short" ? t(`short.${data.stock}`) : t(`did.${data.did}`));
    if (data.status === "held" || data.status === "refused") alarm();
  }, [data, bridge, t]);
  return {
    busy: fetcher.state !== "idle",
    act: (values: Readonly<Record<string, string>>) => fetcher.submit({ ...values }, { method: "post" }),
  };
}
