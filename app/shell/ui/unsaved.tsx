import { SaveBar } from "@shopify/app-bridge-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";

interface UnsavedProps {
  readonly open: boolean;
  readonly busy: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** Shopify's own bar above the page while something is not saved. */
export function Unsaved({ open, busy, onSave, onDiscard }: UnsavedProps) {
  const { t } = useTranslation("shell");
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
