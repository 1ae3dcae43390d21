import { useFetcher, type useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField } from "../../../shell/ui/fields.tsx";
import { FileForm } from "../../../shell/ui/file-form.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { RowErrors } from "../../../shell/ui/row-errors.tsx";
import { Saved, SaveTyped } from "../../../shell/ui/save-typed.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useTyped } from "../../../shell/ui/use-typed.ts";
import type { action, loader } from "../routes/settings.tsx";
import { TransferTabs } from "./transfer-tabs.tsx";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

/** For how many days there should be stock, what moving costs, and in what packs. */
export function SettingsPage(data: Data) {
  const { t } = useTranslation("transfers");
  return (
    <Page title={t("title")} subtitle={t("subtitle")} section="inventory">
      <TransferTabs selected="settings" />
      {!data.mayChange && <Notice title={t("forbidden")} />}
      <SpreadCard {...data} />
      <PacksCard mayChange={data.mayChange} />
    </Page>
  );
}

function SpreadCard({ currency, targetDays, fixed, perUnit, locations, mayChange }: Data) {
  const { t } = useTranslation("transfers");
  const fetcher = useFetcher<typeof action>();
  const stored: Readonly<Record<string, string>> = {
    ...{ targetDays, fixed, perUnit },
    ...Object.fromEntries(locations.map(({ id, days }) => [`days-${id}`, days])),
  };
  const { typed, field } = useTyped(stored, !mayChange);
  return (
    <Card title={t("settings.title")}>
      <Stack gap="loose">
        <Saved of={fetcher} saved={t("settings.saved")} invalid={t("settings.invalid")} />
        <FieldGrid>
          <InputField {...field("targetDays", t("settings.targetDays"))} numbers="whole" />
        </FieldGrid>
        <FieldGrid>
          {locations.map(({ id, name }) => (
            <InputField
              key={id}
              {...field(`days-${id}`, t("settings.targetAt", { location: name }))}
              help={t("settings.asUsual")}
              numbers="whole"
            />
          ))}
        </FieldGrid>
        <FieldGrid>
          <InputField {...field("fixed", t("settings.fixed", { currency }))} numbers="decimal" />
          <InputField {...field("perUnit", t("settings.perUnit", { currency }))} numbers="decimal" />
        </FieldGrid>
        <SaveTyped of={fetcher} disabled={!mayChange} onSave={() => fetcher.submit({ ...typed }, { method: "post" })}>
          {t("settings.save")}
        </SaveTyped>
      </Stack>
    </Card>
  );
}

function PacksCard({ mayChange }: Pick<Data, "mayChange">) {
  const { t } = useTranslation("transfers");
  const fetcher = useFetcher<typeof action>();
  const { data } = fetcher;
  return (
    <>
      <Card title={t("packs.title")}>
        <Stack gap="loose">
          <Text block>{t("packs.text")}</Text>
          {data?.status === "refused" && <Notice tone="critical" title={t("packs.refused")} />}
          {data?.status === "packs" && data.rows > 0 && (
            <Notice tone="success" title={t("packs.taken", { count: data.rows })} />
          )}
          <FileForm
            form={fetcher.Form}
            label={t("packs.label")}
            button={t("packs.upload")}
            accept=".csv,.txt,text/csv"
            busy={fetcher.state !== "idle"}
            disabled={!mayChange}
          />
        </Stack>
      </Card>
      {data?.status === "packs" && (
        <RowErrors
          title={t("packs.errors", { count: data.errors.length })}
          errors={data.errors.map(({ line, code }) => ({ line, what: t(`packs.error.${code}`) }))}
          most={Infinity}
        />
      )}
    </>
  );
}
