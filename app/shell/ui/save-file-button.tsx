import { useAppBridge } from "@shopify/app-bridge-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";

/**
 * Saves a file of ours on the reader's machine. Fetched and not linked: only a fetch carries the session token that says who asks.
 * `children`: what it is when it is no table of what stands there. `failed`: why it may not be had, where there is more to say than that.
 */
export function SaveFileButton({
  children,
  url,
  name,
  failed,
  plain = false,
}: {
  readonly children?: string;
  readonly url: string;
  readonly name: string;
  readonly failed?: string;
  readonly plain?: boolean;
}) {
  const { t } = useTranslation("shell");
  const bridge = useAppBridge();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${name} answered ${response.status}`);
      download(await response.blob(), name);
    } catch {
      bridge.toast.show(failed ?? t("file.failed"), { isError: true });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button busy={busy} plain={plain} onClick={() => void save()}>
      {children ?? t("file.export")}
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
