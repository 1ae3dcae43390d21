import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { BLANK, RuleForm, type TypedRule } from "./rule-form.tsx";
import { RulesCard } from "./rules-card.tsx";
import type { SharedData } from "./shared-data.ts";
import { SuggestionsCard } from "./suggestions-card.tsx";
import { useChange } from "./use-change.ts";

/** Items that are one thing: the rules, what they do, and what else looks like one thing. */
export function SharedPage(data: SharedData) {
  const { t } = useTranslation("shared-items");
  const [typed, setTyped] = useState<TypedRule>(BLANK);
  const { on, mayChange } = data;
  return (
    <Page title={t("title")} subtitle={t("subtitle")} back={{ label: t("back"), to: "/app/inventory" }}>
      {!mayChange && <Notice title={t("forbidden")} />}
      {!on && <Watching mayChange={mayChange} />}
      <RulesCard {...data} />
      {mayChange && <RuleForm typed={typed} onType={setTyped} />}
      <SuggestionsCard {...data} onChoose={setTyped} />
    </Page>
  );
}

/** Nothing is written yet: what is shown is what would be. */
function Watching({ mayChange }: Pick<SharedData, "mayChange">) {
  const { t } = useTranslation("shared-items");
  const { Form, busy } = useChange();
  return (
    <Notice title={t("watching.title")}>
      <Stack>
        <Text block>{t("watching.text")}</Text>
        <ActionForm form={Form} values={{ do: "switchOn" }}>
          <Button submit busy={busy} disabled={!mayChange}>
            {t("watching.turnOn")}
          </Button>
        </ActionForm>
      </Stack>
    </Notice>
  );
}
