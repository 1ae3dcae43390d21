import { useTranslation } from "react-i18next";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { wordOf } from "../words.ts";

const STAGE_TONES: Readonly<Record<string, BadgeTone>> = {
  held: "warning",
  part_shipped: "info",
  shipped: "info",
  delivered: "success",
  problem: "critical",
};

/** Where an order stands for us. */
export function StageBadge({ stage }: { readonly stage: string }) {
  const { t } = useTranslation("orders");
  return <Badge tone={STAGE_TONES[stage] ?? "neutral"}>{wordOf(t, "stage", stage)}</Badge>;
}
