import { useTranslation } from "react-i18next";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import type { RunStatus } from "../domain/feed.ts";

const TONES: Readonly<Record<RunStatus, BadgeTone>> = {
  fetching: "info",
  reading: "info",
  mapping: "attention",
  refused: "critical",
  asks: "warning",
  ready: "attention",
  writing: "info",
  done: "success",
  identical: "neutral",
  dropped: "neutral",
  failed: "critical",
};

export function RunBadge({ status }: { readonly status: RunStatus }) {
  const { t } = useTranslation("feeds");
  return <Badge tone={TONES[status]}>{t(`status.${status}`)}</Badge>;
}
