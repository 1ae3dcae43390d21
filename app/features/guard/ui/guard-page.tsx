import { useTranslation } from "react-i18next";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import { ActsCard } from "./acts-card.tsx";
import { ChannelsCard } from "./channels-card.tsx";
import { ClosedCard } from "./closed-card.tsx";
import type { GuardData } from "./guard-data.ts";
import { RulesCard } from "./rules-card.tsx";
import { SwitchCard } from "./switch-card.tsx";

/** What is looked after, what would be done, what is closed, and what was done. */
export function GuardPage(data: GuardData) {
  const { t } = useTranslation("guard");
  useRefresh(5_000);
  return (
    <Page
      words={["guard", "sellable"]}
      title={t("title")}
      subtitle={t("subtitle")}
      section="inventory"
      badges={<Badge tone={data.on ? "success" : "neutral"}>{t(data.on ? "on" : "off")}</Badge>}
    >
      {!data.mayChange && <Notice title={t("forbidden")} />}
      <SwitchCard {...data} />
      <ClosedCard {...data} />
      <RulesCard {...data} />
      <ChannelsCard {...data} />
      <ActsCard {...data} />
    </Page>
  );
}
