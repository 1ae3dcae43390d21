import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { LinkTabs } from "../../../shell/ui/link-tabs.tsx";

const TABS = [
  { tab: "queue", to: "/app/fulfillment" },
  { tab: "suggestions", to: "/app/fulfillment/suggestions" },
  { tab: "batches", to: "/app/fulfillment/batches" },
  { tab: "pack", to: "/app/fulfillment/pack" },
  { tab: "paper", to: "/app/fulfillment/documents" },
  { tab: "manifests", to: "/app/fulfillment/manifests" },
  { tab: "pickups", to: "/app/fulfillment/pickups" },
  { tab: "local", to: "/app/fulfillment/local" },
] as const;

/** The pages of picking and packing, and the other ways out of the house. */
export function PickTabs({ selected }: { readonly selected: (typeof TABS)[number]["tab"] }) {
  const { t } = useTranslation("picking");
  const tabs = TABS.map(({ tab, to }) => ({ to, label: t(`tab.${tab}`), selected: tab === selected }));
  return (
    <Card>
      <LinkTabs label={t("title")} tabs={tabs} />
    </Card>
  );
}
