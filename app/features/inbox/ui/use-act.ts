import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { action } from "../routes/inbox.tsx";
import type { ShownThing } from "./inbox-data.ts";

/** Asks the page's action for something, and says in a word what came of it. */
export function useAct() {
  const { t } = useTranslation("inbox");
  const bridge = useAppBridge();
  const { data, Form, state } = useFetcher<typeof action>();
  useEffect(() => {
    if (data) bridge.toast.show(t(`did.${data.status}`, { count: data.count }));
  }, [data, bridge, t]);
  return { Form, busy: state !== "idle" };
}

/** Things as the action reads them. */
export const thingsOf = (rows: readonly ShownThing[]): string =>
  JSON.stringify(rows.map(({ kind, ref }) => ({ kind, ref })));
