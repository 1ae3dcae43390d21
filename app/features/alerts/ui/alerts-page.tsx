import { useTranslation } from "react-i18next";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import { AlertsCard } from "./alerts-card.tsx";
import type { AlertsData } from "./alerts-data.ts";
import { RuleForm } from "./rule-form.tsx";
import { RulesCard } from "./rules-card.tsx";

const LOOKING_MS = 2_000;
const LIVE_MS = 60_000;

/** What runs out, and when people are told. */
export function AlertsPage(data: AlertsData) {
  const { t } = useTranslation("alerts");
  const { started, looking, rules, page, mayChange } = data;
  useRefresh(looking ? LOOKING_MS : LIVE_MS);
  return (
    <Page title={t("title")} subtitle={t("subtitle")} section="inventory">
      {!mayChange && <Notice title={t("forbidden")} />}
      {!started && <Notice title={t("notStarted.title")}>{t("notStarted.text")}</Notice>}
      {started && looking && rules.length + page.alerts.length > 0 && <Notice title={t("looking")} />}
      <AlertsCard {...data} />
      <RulesCard {...data} />
      {started && mayChange && <RuleForm {...data} />}
    </Page>
  );
}
