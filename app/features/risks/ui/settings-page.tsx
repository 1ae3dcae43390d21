import { useFetcher, type useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, FieldGroup, InputField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Saved, SaveTyped } from "../../../shell/ui/save-typed.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { useTyped } from "../../../shell/ui/use-typed.ts";
import { RISK_KINDS } from "../domain/kinds.ts";
import type { action, loader } from "../routes/settings.tsx";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

/** What is assumed of risks nobody acts on, and who takes care of which. */
export function SettingsPage({ typed: stored, usual, currency, mayChange }: Data) {
  const { t } = useTranslation("risks");
  const fetcher = useFetcher<typeof action>();
  const { typed, field } = useTyped<Readonly<Record<string, string>>>(stored, !mayChange);
  const share = (name: string, label: string) => ({
    ...field(name, label),
    numbers: "whole" as const,
    unit: t("settings.percent"),
  });
  return (
    <Page
      title={t("settings.title")}
      subtitle={t("settings.subtitle")}
      back={{ label: t("settings.back"), to: "/app/deliveries" }}
    >
      {!mayChange && <Notice title={t("forbidden")} />}
      {usual && fetcher.data?.status !== "saved" && <Notice title={t("settings.usual")} />}
      <Saved of={fetcher} saved={t("settings.saved")} invalid={t("settings.invalid")} />
      <Card title={t("settings.amounts")}>
        <FieldGrid>
          <InputField {...field("reship", t("settings.reship"))} numbers="decimal" unit={currency} />
          <InputField {...field("customer", t("settings.customer"))} numbers="decimal" unit={currency} />
        </FieldGrid>
      </Card>
      <Card title={t("settings.kinds")}>
        <Stack gap="loose">
          {RISK_KINDS.map((kind) => (
            <FieldGroup key={kind} legend={t(`kind.${kind}`)} week="long">
              <InputField {...share(`${kind}.refund`, t("settings.refund"))} />
              <InputField {...share(`${kind}.reship`, t("settings.reshipShare"))} />
              <InputField {...share(`${kind}.leave`, t("settings.leave"))} />
              <InputField {...field(`${kind}.owner`, t("settings.owner"))} />
            </FieldGroup>
          ))}
          <SaveTyped of={fetcher} disabled={!mayChange} onSave={() => fetcher.submit({ ...typed }, { method: "post" })}>
            {t("settings.save")}
          </SaveTyped>
        </Stack>
      </Card>
    </Page>
  );
}
