import { useTranslation } from "react-i18next";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import { ChecksCard } from "./checks-card.tsx";
import type { SetupData } from "./setup-data.ts";
import { StepsCard } from "./steps-card.tsx";

const LIVE_MS = 15_000;
const LOOKING_MS = 2_000;

/** How far the shop is from installed to live, and what of its setup stands in the way. */
export function SetupPage({ steps, sees, ...checks }: SetupData) {
  const { t } = useTranslation("onboarding");
  useRefresh(checks.looking ? LOOKING_MS : LIVE_MS);
  return (
    <Page title={t("title")} subtitle={t("subtitle")} back={{ label: t("back"), to: "/app" }}>
      {!checks.mayChange && <Notice title={t("did.forbidden")} />}
      <StepsCard steps={steps} sees={sees} mayChange={checks.mayChange} />
      <ChecksCard {...checks} />
    </Page>
  );
}
