import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckField } from "../../../shell/ui/check-field.tsx";
import { CheckList } from "../../../shell/ui/check-list.tsx";
import { InputField } from "../../../shell/ui/fields.tsx";
import { FileForm } from "../../../shell/ui/file-form.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Unsaved } from "../../../shell/ui/unsaved.tsx";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import { isSame } from "../domain/edit/compare.ts";
import type { SettingsOutcome } from "../routes/set-settings.tsx";
import type { settingsPage } from "../settings-page.server.ts";
import { FileFaults } from "./file-faults.tsx";
import { useSetAct } from "./set-cells.tsx";
import { SetFrame } from "./set-frame.tsx";

type SettingsData = NonNullable<Awaited<ReturnType<typeof settingsPage>>> & { readonly mayChange: boolean };

/** What a set is called and is for, its switch, and its rules as a file. */
export function SettingsPage(data: SettingsData) {
  return (
    <SetFrame set={data.set} selected="settings" mayChange={data.mayChange}>
      <AboutCard {...data} />
      <PauseCard {...data} />
      <FileCard {...data} />
    </SetFrame>
  );
}

function AboutCard({ set, channels, mayChange }: SettingsData) {
  const { t } = useTranslation("automation");
  const fetcher = useToldFetcher<SettingsOutcome>(({ status }) => status === "saved" && t("page.settings.saved"));
  const stored = { name: set.name, channels: set.channels, handlesAll: set.handlesAll };
  const [typed, setTyped] = useState(stored);
  const { data } = fetcher;
  const save = () =>
    fetcher.submit(
      { name: typed.name, channels: typed.channels.join("\n"), handlesAll: typed.handlesAll ? "on" : "off" },
      { method: "post" },
    );
  const busy = fetcher.state !== "idle";
  return (
    <Card title={t("page.settings.about")}>
      <Unsaved
        open={mayChange && !busy && !isSame(stored, typed)}
        busy={busy}
        onSave={save}
        onDiscard={() => setTyped(stored)}
      />
      <fetcher.Form
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <input type="hidden" name="channels" value={typed.channels.join("\n")} />
        <input type="hidden" name="handlesAll" value={typed.handlesAll ? "on" : "off"} />
        <Stack gap="loose">
          <InputField
            name="name"
            label={t("page.new.name")}
            value={typed.name}
            error={data?.status === "nameless" ? t("page.fault.missing") : undefined}
            disabled={!mayChange}
            onChange={(name) => setTyped({ ...typed, name })}
          />
          {channels.length > 0 && (
            <CheckList
              label={t("page.settings.channels")}
              choices={channels.map(({ value, label = value }) => ({ value, label }))}
              chosen={typed.channels}
              disabled={!mayChange}
              onChange={(chosen) => setTyped({ ...typed, channels: chosen })}
            />
          )}
          <Text tone="subdued" block>
            {t(channels.length > 0 ? "page.settings.channelsHelp" : "page.settings.noChannels")}
          </Text>
          <Stack gap="tight">
            <CheckField
              label={t("page.settings.handlesAll")}
              checked={typed.handlesAll}
              disabled={!mayChange}
              onChange={(handlesAll) => setTyped({ ...typed, handlesAll })}
            />
            <Text tone="subdued" block>
              {t("page.settings.handlesAllHelp")}
            </Text>
          </Stack>
          <div>
            <Button submit primary busy={busy} disabled={!mayChange}>
              {t("page.settings.save")}
            </Button>
          </div>
        </Stack>
      </fetcher.Form>
    </Card>
  );
}

function PauseCard({ set, mayChange }: SettingsData) {
  const { t } = useTranslation("automation");
  const { act, busy } = useSetAct(set);
  const word = set.pausedAt === null ? "pause" : "resume";
  return (
    <Card title={t(`page.settings.${word}`)}>
      <Stack>
        <Text block>{t(`page.settings.${word}Text`)}</Text>
        {act(
          word,
          <Button submit busy={busy} disabled={!mayChange}>
            {t(`page.list.${word}`)}
          </Button>,
        )}
      </Stack>
    </Card>
  );
}

function FileCard({ set, mayChange }: SettingsData) {
  const { t } = useTranslation("automation");
  const fetcher = useFetcher<SettingsOutcome>();
  const { data } = fetcher;
  return (
    <>
      {data?.status === "refused" && <FileFaults faults={data.faults} />}
      {data?.status === "tooLarge" && <Notice tone="critical" title={t("page.new.error.tooLarge")} />}
      {data?.status === "imported" && (
        <Notice
          tone="success"
          title={t("page.file.imported", { count: data.count })}
          action={{ label: t("page.file.look"), to: `/app/automations/${set.setId}` }}
        />
      )}
      <Card title={t("page.settings.file")}>
        <Stack gap="loose">
          <Text block>{t("page.settings.exportText")}</Text>
          <div>
            <SaveFileButton url={`/app/automations/${set.setId}/rules.json`} name={`rules-${set.setId}.json`}>
              {t("page.settings.export")}
            </SaveFileButton>
          </div>
          <FileForm
            form={fetcher.Form}
            label={t("page.settings.import")}
            help={t(set.draft === null ? "page.settings.importHelp" : "page.settings.importReplaces")}
            button={t(set.draft === null ? "page.settings.importButton" : "page.settings.importReplace")}
            accept=".json,application/json"
            busy={fetcher.state !== "idle"}
            disabled={!mayChange}
          />
        </Stack>
      </Card>
    </>
  );
}
