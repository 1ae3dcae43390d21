import { useTranslation } from "react-i18next";
import { formatDay } from "../../../platform/i18n/format.ts";
import { Notice } from "../../../shell/ui/notice.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { PlanPageData } from "../plan-page.server.ts";
import { cents } from "./cents.ts";

type PlanSaysProps = Pick<PlanPageData, "extraCents" | "notice" | "outlook" | "subscription">;

/** What somebody should know of the plan before they read on; nothing when all is well. */
export function PlanSays({ notice, outlook, extraCents, subscription }: PlanSaysProps) {
  const { t, i18n } = useTranslation("billing");
  const { timezone } = useShop();
  if (notice === null) return null;
  const price = cents(extraCents ?? 0, i18n.language);
  const values = {
    percent: outlook.percent ?? 0,
    count: outlook.included ?? 0,
    price,
    when: subscription.trialEndsAt === null ? "" : formatDay(subscription.trialEndsAt, timezone, i18n.language),
  };
  const text =
    notice === "near" && extraCents !== null ? t("notice.near.costs", values) : t(`notice.${notice}.text`, values);
  return (
    <Notice
      tone={notice === "near" || notice === "trialEnds" ? "info" : "warning"}
      title={t(`notice.${notice}.title`, values)}
    >
      {text}
    </Notice>
  );
}
