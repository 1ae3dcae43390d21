import { useAppBridge } from "@shopify/app-bridge-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { writeFilter, type OrdersFilter } from "../domain/list-filter.ts";

/**
 * Saves the filtered list as a file. Fetched and not linked: only a fetch carries the session token that says who asks.
 */
export function ExportButton({ filter }: { readonly filter: OrdersFilter }) {
  const { t, i18n } = useTranslation("orders");
  const bridge = useAppBridge();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const parameters = new URLSearchParams({ ...writeFilter(filter), locale: i18n.language });
      const response = await fetch(`/app/orders.csv?${parameters.toString()}`);
      if (!response.ok) throw new Error(`export answered ${response.status}`);
      download(await response.blob(), "orders.csv");
    } catch {
      bridge.toast.show(t("exportFailed"), { isError: true });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button busy={busy} onClick={() => void save()}>
      {t("export")}
    </Button>
  );
}

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
