import { useAppBridge } from "@shopify/app-bridge-react";
import { useSyncExternalStore } from "react";
import { Button } from "./button.tsx";

/** Only the Shopify app on a phone lends its camera; elsewhere the scanner is there and fails. */
const canCapture = ({
  scanner,
  environment,
}: {
  readonly scanner?: { readonly capture?: unknown };
  readonly environment?: { readonly mobile?: boolean };
}): boolean => typeof scanner?.capture === "function" && environment?.mobile === true;

/** A camera does not come or go while a page is open. */
const neverChanges = () => () => undefined;

interface CameraButtonProps {
  readonly label: string;
  /** Said when the camera did not work. */
  readonly failed: string;
  readonly onScan: (code: string) => void;
}

/** Scans with the phone's camera, where the Shopify app lends it; elsewhere there is nothing. */
export function CameraButton({ label, failed, onScan }: CameraButtonProps) {
  const bridge = useAppBridge();
  // App Bridge is only in the browser: what the server renders has no camera.
  const here = useSyncExternalStore(
    neverChanges,
    () => canCapture(bridge),
    () => false,
  );
  if (!here) return null;
  const capture = async () => {
    try {
      const { data } = await bridge.scanner.capture();
      if (data.trim() !== "") onScan(data.trim());
    } catch {
      bridge.toast.show(failed, { isError: true });
    }
  };
  return <Button onClick={() => void capture()}>{label}</Button>;
}
