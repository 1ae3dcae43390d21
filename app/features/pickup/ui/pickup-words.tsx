import { useTranslation } from "react-i18next";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import type { PickupState } from "../domain/pickup-state.ts";

const TONES: Readonly<Record<PickupState, BadgeTone>> = {
  preparing: "attention",
  ready: "info",
  no_show: "warning",
  collected: "success",
  returned: "neutral",
  gone: "neutral",
};

interface StateBadgesProps {
  readonly state: PickupState;
  readonly overdue: boolean;
  /** Shopify has been asked and has not answered yet. */
  readonly asked: string;
}

/** Where a pickup stands, in one word or two. */
export function StateBadges({ state, overdue, asked }: StateBadgesProps) {
  const { t } = useTranslation("pickup");
  return (
    <Row gap="tight">
      <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
      {overdue && <Badge tone="critical">{t("overdue")}</Badge>}
      {asked !== "" && <Badge>{t("asked")}</Badge>}
    </Row>
  );
}
