import { useTranslation } from "react-i18next";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import type { CountSummary } from "../counts.server.ts";
import type { CountStatus, LineStatus } from "../domain/count.ts";

const TONES: Readonly<Record<CountStatus, BadgeTone>> = {
  draft: "neutral",
  counting: "info",
  review: "attention",
  writing: "info",
  done: "success",
  cancelled: "neutral",
};

export function StatusBadge({ status }: { readonly status: CountStatus }) {
  const { t } = useTranslation("counts");
  return <Badge tone={TONES[status]}>{t(`status.${status}`)}</Badge>;
}

const LINE_TONES: Readonly<Record<LineStatus, BadgeTone>> = {
  open: "neutral",
  counted: "attention",
  accepted: "info",
  written: "success",
  same: "success",
  failed: "critical",
};

export function LineBadge({ status }: { readonly status: LineStatus }) {
  const { t } = useTranslation("counts");
  return <Badge tone={LINE_TONES[status]}>{t(`line.status.${status}`)}</Badge>;
}

/** What a count counts, in words. */
export function useScope(): (count: Pick<CountSummary, "scope" | "scopeValue">) => string {
  const { t } = useTranslation("counts");
  return ({ scope, scopeValue: value }) => t(`scope.shown.${scope}`, { value });
}

const PROBLEMS = ["deleted", "untracked", "inactive", "outside", "cancelled", "asks"] as const;

/** Why a line was not written, and what to do. */
export function useProblem(): (code: string) => string {
  const { t } = useTranslation("counts");
  return (code) => {
    const known = PROBLEMS.find((problem) => problem === code);
    return known === undefined ? t("line.problem.other", { code }) : t(`line.problem.${known}`);
  };
}
