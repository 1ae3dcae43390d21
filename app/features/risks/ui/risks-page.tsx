import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Tiles } from "../../../shell/ui/stack.tsx";
import { Stat } from "../../../shell/ui/stat.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import { useShop } from "../../../shell/ui/use-shop.ts";
import { RisksCard } from "./risks-card.tsx";
import type { RisksData } from "./risks-data.ts";

const LIVE_MS = 30_000;

/** What may go wrong with orders on their way, before it does. */
export function RisksPage(data: RisksData) {
  const { t, i18n } = useTranslation("risks");
  const { currency } = useShop();
  const { needs, mayChange } = data;
  useRefresh(LIVE_MS);
  const open = needs.kinds.reduce((sum, { count }) => sum + count, 0);
  return (
    <Page
      section="deliveries"
      words={["risk", "promise", "silent", "deadline"]}
      title={t("title")}
      subtitle={t("subtitle")}
      actions={<LinkButton to="/app/deliveries/settings">{t("settings.title")}</LinkButton>}
    >
      {!mayChange && <Notice title={t("forbidden")} />}
      {open > 0 && (
        <Tiles>
          <Stat label={t("needs.open")} value={formatNumber(open, i18n.language)} to="/app/deliveries" />
          <Stat
            label={t("needs.overdue")}
            value={formatNumber(needs.overdue, i18n.language)}
            to="/app/deliveries?deadline=over"
            tone={needs.overdue > 0 ? "critical" : "normal"}
          />
          <Stat
            label={t("needs.cost")}
            value={formatMoney({ minor: Math.round(needs.costMinor), currency }, i18n.language)}
            to="/app/deliveries?sort=cost.desc"
          />
        </Tiles>
      )}
      <RisksCard {...data} />
    </Page>
  );
}
