import { useTranslation } from "react-i18next";
import { Notice } from "../../../shell/ui/notice.tsx";
import type { MessagesOutcome } from "../act-on-settings.server.ts";

const GOOD = new Set<MessagesOutcome["status"]>(["saved", "codeSent", "verified", "switched", "mustBeTried"]);

/** What came of the last click, in words. */
export function Outcome({ outcome }: { readonly outcome: MessagesOutcome | undefined }) {
  const { t } = useTranslation("messages");
  if (!outcome) return null;
  const text =
    outcome.status === "switched"
      ? t(outcome.on ? "outcome.on" : "outcome.off")
      : outcome.status === "notTaken"
        ? `${t(`notTaken.${outcome.why}` as "notTaken.connection", { defaultValue: outcome.why })} ${outcome.answer}`.trim()
        : t(`outcome.${outcome.status}`);
  return <Notice tone={GOOD.has(outcome.status) ? "success" : "warning"} title={text} />;
}
