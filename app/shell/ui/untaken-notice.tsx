import { useLocation } from "@remix-run/react";
import { useEffect, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "./notice.tsx";
import { Refused } from "./refused.tsx";
import { Stack } from "./stack.tsx";
import { Text } from "./text.tsx";
import { tellUntaken, untakenStore } from "./untaken.ts";

const dismiss = () => tellUntaken(null);

/** Above the page, wherever it is scrolled to: the form that was just sent was not taken, why, and that it is still there as it was typed. */
export function UntakenNotice() {
  const { t } = useTranslation("shell");
  const { pathname } = useLocation();
  const untaken = useSyncExternalStore(untakenStore.subscribe, untakenStore.read, untakenStore.readOnServer);
  useEffect(() => dismiss, [pathname]);
  if (!untaken) return null;
  const { kind, refusal } = untaken;
  return (
    <div className="e-untaken">
      <Notice
        tone={kind === "busy" || kind === "offline" ? "warning" : "critical"}
        title={t(`untaken.${kind}.title`)}
        onDismiss={dismiss}
      >
        <Stack gap="tight">
          {refusal ? <Refused {...refusal} /> : <Text block>{t(`untaken.${kind}.text`)}</Text>}
          <Text block>{t("untaken.kept")}</Text>
        </Stack>
      </Notice>
    </div>
  );
}
