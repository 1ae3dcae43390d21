import { useBlocker } from "@remix-run/react";
import { SaveBar, useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useId } from "react";
import { useTranslation } from "react-i18next";

interface UnsavedProps {
  readonly open: boolean;
  readonly busy: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** Shopify's own bar above the page while something is not saved. Whoever goes on to another page is asked first. */
export function Unsaved({ open, busy, onSave, onDiscard }: UnsavedProps) {
  const { t } = useTranslation("shell");
  useLeaveQuestion(open);
  return (
    <SaveBar id={`save-${useId().replaceAll(":", "")}`} open={open}>
      {/* App Bridge reads `variant` and `loading` as attributes of its own. */}
      <button {...{ variant: "primary" }} {...(busy ? { loading: "" } : {})} type="button" onClick={onSave}>
        {t("save")}
      </button>
      <button type="button" onClick={onDiscard}>
        {t("discard")}
      </button>
    </SaveBar>
  );
}

/** The admin asks when somebody leaves the app; from page to page only we know of it. */
function useLeaveQuestion(open: boolean): void {
  const bridge = useAppBridge();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => open && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    // Resolved when they leave; while they stay, nothing happens.
    void bridge.saveBar.leaveConfirmation().then(
      () => blocker.proceed(),
      () => blocker.reset(),
    );
  }, [blocker, bridge]);
}
