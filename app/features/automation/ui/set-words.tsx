import { useTranslation } from "react-i18next";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import type { VersionState } from "../domain/version.ts";

interface Numbered {
  readonly number: number;
}

interface SetBadgesProps {
  readonly pausedAt: string | null;
  readonly live: Numbered | null;
  readonly scheduled: Numbered | null;
  readonly draft: Numbered | null;
}

/** Where a set stands: paused or live, and what is about to be. */
export function SetBadges({ pausedAt, live, scheduled, draft }: SetBadgesProps) {
  const { t } = useTranslation("automation");
  return (
    <Row gap="tight">
      {pausedAt !== null && <Badge tone="attention">{t("page.state.paused")}</Badge>}
      {pausedAt === null && live !== null && (
        <Badge tone="success">{t("page.state.live", { number: live.number })}</Badge>
      )}
      {pausedAt === null && live === null && <Badge>{t("page.state.idle")}</Badge>}
      {scheduled !== null && <Badge tone="info">{t("page.state.scheduled", { number: scheduled.number })}</Badge>}
      {draft !== null && <Badge tone="attention">{t("page.state.draft", { number: draft.number })}</Badge>}
    </Row>
  );
}

const TONES: Readonly<Record<VersionState, BadgeTone>> = {
  draft: "attention",
  approved: "warning",
  scheduled: "info",
  live: "success",
  archived: "neutral",
};

export function VersionBadge({ state }: { readonly state: VersionState }) {
  const { t } = useTranslation("automation");
  return <Badge tone={TONES[state]}>{t(`page.version.state.${state}`)}</Badge>;
}

/** Who did something: Shopify tells our server a number of its staff, not a name. */
export function useStaff(me: string): (who: string) => string {
  const { t } = useTranslation("automation");
  return (who) => (who === me ? t("page.you") : t("page.staff", { number: who }));
}
