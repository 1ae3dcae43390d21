import { useTranslation } from "react-i18next";
import { LinkTabs } from "./link-tabs.tsx";

const TABS = [
  { tab: "risks", to: "/app/deliveries" },
  { tab: "onTime", to: "/app/deliveries/on-time" },
  { tab: "reports", to: "/app/deliveries/reports" },
] as const;

/** The pages of what is on its way. They belong to three features, and stand side by side on each of them. */
export function DeliveriesTabs({ selected }: { readonly selected: (typeof TABS)[number]["tab"] }) {
  const { t } = useTranslation("shell");
  const tabs = TABS.map(({ tab, to }) => ({ to, label: t(`deliveries.${tab}`), selected: tab === selected }));
  return <LinkTabs label={t("nav.deliveries")} tabs={tabs} />;
}
