import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { action } from "../routes/transfer.tsx";

/** Asks something of the transfer the page shows, and says in a word what came of it. */
export function useAct() {
  const { t } = useTranslation("transfers");
  const bridge = useAppBridge();
  const fetcher = useFetcher<typeof action>();
  const { data, submit } = fetcher;
  useEffect(() => {
    if (data !== undefined) bridge.toast.show(t(`done.${data}`), { isError: data !== "asked" });
  }, [data, bridge, t]);
  return {
    busy: fetcher.state !== "idle",
    done: fetcher.state === "idle" && data === "asked",
    act: (values: Readonly<Record<string, string>>) => submit({ ...values }, { method: "post" }),
  };
}
