import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Facts } from "../../../shell/ui/facts.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { VersionOutcome } from "../change-version.server.ts";
import { TRIGGERS } from "../domain/rule.ts";
import type { versionPage } from "../version-page.server.ts";
import { DifferencesCard } from "./differences-card.tsx";
import { FindingsCard } from "./findings-card.tsx";
import { NextStepCard } from "./next-step-card.tsx";
import { OpenOrdersCard } from "./open-orders-card.tsx";
import { useStaff, VersionBadge } from "./set-words.tsx";
import { useVoice } from "./use-voice.ts";

export type VersionData = NonNullable<Awaited<ReturnType<typeof versionPage>>> & {
  /** Shopify's number of the reader. */
  readonly me: string;
  readonly mayChange: boolean;
};

/** One version: what it changes, what is wrong with it, and the way on for it, from approval to going back. */
export function VersionPage(data: VersionData) {
  const { set, version, me, mayChange } = data;
  const { t } = useTranslation("automation");
  const staff = useStaff(me);
  const voice = useVoice(data.names, me);
  const fetcher = useFetcher<VersionOutcome>();
  const outcome = fetcher.data;
  const { number, note, createdBy, createdAt, updatedAt, approvedBy, approvedAt, liveFrom, basedOn } = version;
  return (
    <Page
      title={t("page.version.number", { number })}
      subtitle={set.name}
      back={{ label: set.name, to: `/app/automations/${set.setId}` }}
      badges={<VersionBadge state={version.state} />}
      actions={
        <SaveFileButton
          url={`/app/automations/${set.setId}/rules.json?version=${version.versionId}`}
          name={`rules-${set.setId}-v${number}.json`}
        >
          {t("page.settings.export")}
        </SaveFileButton>
      }
    >
      {!mayChange && <Notice title={t("page.forbidden")} />}
      {outcome?.status === "refused" && <Notice tone="warning" title={t(`page.refused.${outcome.code}`)} />}
      {outcome?.status === "did" && <Notice tone="success" title={t(`page.done.${outcome.did}`, { number })} />}
      <Card>
        <Facts
          rows={[
            { name: t("page.version.savedBy"), value: staff(createdBy) },
            { name: t("page.version.createdAt"), value: <Time at={createdAt} /> },
            ...(updatedAt === createdAt ? [] : [{ name: t("page.version.updatedAt"), value: <Time at={updatedAt} /> }]),
            ...(basedOn === null
              ? []
              : [{ name: t("page.version.basedOn"), value: t("page.version.number", { number: basedOn }) }]),
            ...(approvedAt === null
              ? []
              : [
                  { name: t("page.version.approvedBy"), value: staff(approvedBy) },
                  { name: t("page.version.approvedAt"), value: <Time at={approvedAt} /> },
                ]),
            ...(note === "" ? [] : [{ name: t("page.version.note"), value: note }]),
            ...(liveFrom === null ? [] : [{ name: t("page.version.liveFrom"), value: <Time at={liveFrom} /> }]),
          ]}
        />
      </Card>
      <FindingsCard
        findings={data.findings}
        path={`/app/automations/${set.setId}`}
        called={data.called}
        voice={voice}
      />
      <DifferencesCard {...data} voice={voice} />
      {TRIGGERS[set.trigger].routes && <TryCard set={set} version={version} />}
      {TRIGGERS[set.trigger].routes && <OpenOrdersCard setId={set.setId} versionId={version.versionId} />}
      <NextStepCard {...data} fetcher={fetcher} />
    </Page>
  );
}

/** What the version would have done, before it does anything (features/replay). */
function TryCard({ set, version }: Pick<VersionData, "set" | "version">) {
  const { t } = useTranslation("automation");
  return (
    <Card title={t("page.try.title")}>
      <Stack>
        <Text block>{t("page.try.text")}</Text>
        <div>
          <LinkButton to={`/app/automations/${set.setId}/replay?version=${version.versionId}`}>
            {t("page.try.link")}
          </LinkButton>
        </div>
      </Stack>
    </Card>
  );
}
