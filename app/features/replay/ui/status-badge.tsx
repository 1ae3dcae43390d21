import { useTranslation } from "react-i18next";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import type { ReplayStatus } from "../replays.server.ts";

const TONES: Readonly<Record<ReplayStatus, BadgeTone>> = {
  waiting: "neutral",
  running: "info",
  done: "success",
  cancelled: "neutral",
  failed: "critical",
};

/** How a replay stands. */
export function StatusBadge({ status }: { readonly status: ReplayStatus }) {
  const { t } = useTranslation("replay");
  return <Badge tone={TONES[status]}>{t(`status.${status}`)}</Badge>;
}
