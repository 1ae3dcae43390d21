import { useTranslation } from "react-i18next";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { PlanPageData } from "../plan-page.server.ts";
import { CountsCard } from "./counts-card.tsx";
import { MonthCard } from "./month-card.tsx";
import { MonthsCard } from "./months-card.tsx";
import { PlanCard } from "./plan-card.tsx";
import { PlanSays } from "./plan-says.tsx";
import { PlansCard } from "./plans-card.tsx";

/** What the shop pays for, how much of it is used, and what the next order costs. */
export function PlanPage(data: PlanPageData) {
  const { t } = useTranslation("billing");
  return (
    <Page words={["countedOrder"]} title={t("title")} back={{ label: t("back"), to: "/app/settings" }}>
      {data.asked === "away" && (
        <Notice tone="warning" title={t("away.title")}>
          {data.readAt === null ? (
            t("away.never")
          ) : (
            <>
              {t("away.known")} <Time at={data.readAt} />
            </>
          )}
        </Notice>
      )}
      <PlanSays {...data} />
      <MonthCard {...data} />
      <PlanCard {...data} />
      <PlansCard plans={data.plans} handle={data.handle} />
      <CountsCard />
      <MonthsCard months={data.months} />
    </Page>
  );
}
