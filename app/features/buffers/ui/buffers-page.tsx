import { useTranslation } from "react-i18next";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import { Watching } from "../../../shell/ui/watching.tsx";
import type { BuffersData } from "./buffers-data.ts";
import { CorrectionsCard } from "./corrections-card.tsx";
import { LevelsCard } from "./levels-card.tsx";
import { RuleForm } from "./rule-form.tsx";
import { RulesCard } from "./rules-card.tsx";
import { SellingCard } from "./selling-card.tsx";
import { SuggestionsCard } from "./suggestions-card.tsx";
import { useChange } from "./use-change.ts";

/** What is kept from sale, why, and what it should be. */
export function BuffersPage(data: BuffersData) {
  const { t } = useTranslation("buffers");
  const { Form, busy } = useChange();
  useRefresh(5_000);
  const { on, started, pausedAt, mayChange } = data;
  return (
    <Page
      words={["buffer", "sellable"]}
      title={t("title")}
      subtitle={t("subtitle")}
      section="inventory"
      {...(pausedAt !== null && { badges: <Badge tone="attention">{t("paused")}</Badge> })}
    >
      {!mayChange && <Notice title={t("forbidden")} />}
      {!started && <Notice title={t("notStarted.title")}>{t("notStarted.text")}</Notice>}
      {started && !on && (
        <Watching form={Form} busy={busy} mayChange={mayChange}>
          {t("watching")}
        </Watching>
      )}
      <RulesCard {...data} />
      {started && mayChange && <RuleForm {...data} />}
      <SuggestionsCard {...data} />
      <CorrectionsCard {...data} />
      <LevelsCard {...data} />
      <SellingCard {...data} />
    </Page>
  );
}
