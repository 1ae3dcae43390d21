import { useTranslation } from "react-i18next";
import { formatMoment } from "../../../platform/i18n/format.ts";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { LoggedMessage } from "../log.server.ts";

const TONES = { sent: "success", failed: "critical", unsure: "warning" } as const;

/** What became of a message. */
export function StatusBadge({ status }: Pick<LoggedMessage, "status">) {
  const { t } = useTranslation("messages");
  const tone = status in TONES ? TONES[status as keyof typeof TONES] : "neutral";
  return <Badge tone={tone}>{t(`status.${status}` as "status.sent")}</Badge>;
}

/** When and to whom it went, or why it did not. */
export function Detail({ message }: { readonly message: LoggedMessage }) {
  const { t, i18n } = useTranslation("messages");
  const { timezone } = useShop();
  const when = (at: string) => formatMoment(at, timezone, i18n.language);
  const { why, answer, dueAt, sentAt, to } = message;
  const parts = [
    sentAt === null ? "" : t("detail.sent", { when: when(sentAt), to }),
    why === "" ? "" : t(`why.${why}` as "why.quiet", { defaultValue: why }),
    answer === "" || sentAt !== null ? "" : t("detail.answer", { answer }),
    dueAt === null ? "" : t("detail.due", { when: when(dueAt) }),
  ];
  return (
    <Text small tone="subdued" block>
      {parts.filter(Boolean).join(" ") || t("detail.soon")}
    </Text>
  );
}
