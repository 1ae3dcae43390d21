import { useTranslation } from "react-i18next";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { EffectsCard } from "./effects-card.tsx";
import { LanguageCard } from "./language-card.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { SetAsideCard } from "./set-aside-card.tsx";
import type { SettingsData } from "./settings-data.ts";
import { WayCard } from "./way-card.tsx";

/** What Entrega may do, what it counts with, and how it speaks. */
export function SettingsPage(data: SettingsData) {
  const { t } = useTranslation("settings");
  return (
    <Page words={["observe", "routing", "hold", "inPart"]} title={t("title")}>
      {!data.mayChange && <Notice title={t("forbidden")} />}
      <SetAsideCard setAside={data.setAside} mayChange={data.mayChange} />
      <EffectsCard switches={data.switches} paused={data.paused} observed={data.observed} mayChange={data.mayChange} />
      <WayCard name="setup" to="/app/setup" />
      <WayCard name="locations" to="/app/settings/locations" />
      <WayCard name="carrier" to="/app/settings/carriers" />
      <WayCard name="messages" to="/app/settings/messages" />
      <SettingsForm costs={data.costs} inPart={data.inPart} mayChange={data.mayChange} />
      <WayCard name="priceLists" to="/app/settings/price-lists" />
      <WayCard name="packages" to="/app/settings/packages" />
      <WayCard name="checkoutRates" to="/app/settings/checkout-rates" />
      <WayCard name="flow" to="/app/settings/flow" />
      <WayCard name="billing" to="/app/plan" />
      <WayCard name="staff" to="/app/staff" />
      <WayCard name="audit" to="/app/audit" />
      <LanguageCard />
    </Page>
  );
}
