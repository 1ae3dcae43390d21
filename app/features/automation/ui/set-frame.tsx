import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LinkTabs } from "../../../shell/ui/link-tabs.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { TRIGGERS } from "../domain/rule.ts";
import type { SetHead } from "../set-page.server.ts";
import { SetBadges } from "./set-words.tsx";

interface SetFrameProps {
  readonly set: SetHead;
  readonly selected: "rules" | "versions" | "history" | "settings";
  readonly mayChange: boolean;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What the pages of one set share: its name and state, the way back, and the way to the others. */
export function SetFrame({ set, selected, mayChange, actions, children }: SetFrameProps) {
  const { t } = useTranslation("automation");
  const path = `/app/automations/${set.setId}`;
  const tabs = (["rules", "versions", "replay", "history", "settings"] as const)
    .filter((tab) => tab !== "replay" || TRIGGERS[set.trigger].routes)
    .map((tab) => ({
      to: tab === "rules" ? path : `${path}/${tab}`,
      label: t(`page.tab.${tab}`),
      selected: tab === selected,
    }));
  return (
    <Page
      title={set.name}
      subtitle={t(`trigger.${set.trigger}`)}
      badges={<SetBadges {...set} />}
      back={{ label: t("page.title"), to: "/app/automations" }}
      {...(actions !== undefined && { actions })}
    >
      <LinkTabs label={t("page.tab.label")} tabs={tabs} />
      {!mayChange && <Notice title={t("page.forbidden")} />}
      {children}
    </Page>
  );
}
