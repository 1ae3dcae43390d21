import { useTranslation } from "react-i18next";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { AccountCard } from "./account-card.tsx";
import { KindsForm } from "./kinds-form.tsx";
import type { SettingsData } from "./settings-data.ts";
import { SwitchCard } from "./switch-card.tsx";

/** What shoppers are told, by which server, and when. */
export function SettingsPage(data: SettingsData) {
  const { t } = useTranslation("messages");
  return (
    <Page title={t("title")} subtitle={t("subtitle")} back={{ label: t("back"), to: "/app/settings" }}>
      {!data.mayChange && <Notice title={t("outcome.forbidden")} />}
      <SwitchCard since={data.since} account={data.account} mayChange={data.mayChange} />
      <AccountCard key={data.account?.host ?? ""} account={data.account} mayChange={data.mayChange} />
      <KindsForm
        kinds={data.kinds}
        quiet={data.quiet}
        perHour={data.perHour}
        fallbackLocale={data.fallbackLocale}
        mayChange={data.mayChange}
      />
    </Page>
  );
}
