import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import { Watching } from "../../../shell/ui/watching.tsx";
import { BLANK, RuleForm, type TypedRule } from "./rule-form.tsx";
import { RulesCard } from "./rules-card.tsx";
import type { SharedData } from "./shared-data.ts";
import { SuggestionsCard } from "./suggestions-card.tsx";
import { useChange } from "./use-change.ts";

/** Items that are one thing: the rules, what they do, and what else looks like one thing. */
export function SharedPage(data: SharedData) {
  const { t } = useTranslation("shared-items");
  const { Form, busy } = useChange();
  useRefresh(5_000);
  const [typed, setTyped] = useState<TypedRule>(BLANK);
  const { on, mayChange } = data;
  return (
    <Page words={["sharedItem"]} title={t("title")} subtitle={t("subtitle")} section="inventory">
      {!mayChange && <Notice title={t("forbidden")} />}
      {!on && (
        <Watching form={Form} busy={busy} mayChange={mayChange}>
          {t("watching")}
        </Watching>
      )}
      <RulesCard {...data} />
      {mayChange && <RuleForm typed={typed} onType={setTyped} />}
      <SuggestionsCard {...data} onChoose={setTyped} />
    </Page>
  );
}
