import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { LinkTabs } from "../../../shell/ui/link-tabs.tsx";

const TABS = [
  { tab: "suggestions", to: "/app/inventory/transfers" },
  { tab: "all", to: "/app/inventory/transfers/all" },
  { tab: "settings", to: "/app/inventory/transfers/settings" },
] as const;

/** The pages of moving stock. */
export function TransferTabs({ selected }: { readonly selected: (typeof TABS)[number]["tab"] }) {
  const { t } = useTranslation("transfers");
  const tabs = TABS.map(({ tab, to }) => ({ to, label: t(`tab.${tab}`), selected: tab === selected }));
  return (
    <Card>
      <LinkTabs label={t("title")} tabs={tabs} />
    </Card>
  );
}
