import { useTranslation } from "react-i18next";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { ActionsCard } from "./actions-card.tsx";
import { AsksCard } from "./asks-card.tsx";
import type { FlowData } from "./flow-data.ts";
import { RunsCard } from "./runs-card.tsx";
import { TriggersCard } from "./triggers-card.tsx";

/** What Shopify Flow is told by us and asks of us. */
export function FlowPage(data: FlowData) {
  const { t } = useTranslation("flow");
  return (
    <Page
      words={["workflow", "drift", "promise"]}
      title={t("title")}
      subtitle={t("subtitle")}
      back={{ label: t("back"), to: "/app/settings" }}
    >
      {!data.mayChange && <Notice title={t("forbidden")} />}
      <AsksCard asks={data.asks} mayChange={data.mayChange} />
      <TriggersCard triggers={data.triggers} />
      <ActionsCard on={data.on} />
      <RunsCard {...data} />
    </Page>
  );
}
