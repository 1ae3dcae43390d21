import { Form, useActionData, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import type { NewCountOutcome, newCountChoices } from "../new-count-form.server.ts";
import { CLASSES } from "../domain/abc.ts";
import { SCOPES, type CountScope } from "../domain/count.ts";

type Choices = Awaited<ReturnType<typeof newCountChoices>>;

/** Which items, where, and who counts them. */
export function NewCountPage({ locations, bins, vendors }: Choices) {
  const { t } = useTranslation("counts");
  const outcome = useActionData<NewCountOutcome>();
  const busy = useNavigation().state !== "idle";
  const [values, setValues] = useState({
    name: "",
    location: locations[0]?.id ?? "",
    scope: "location" as CountScope,
    scopeValue: "",
    assignee: "",
    blind: "yes",
    reason: "cycle_count_available",
  });
  const field = <Name extends keyof typeof values>(name: Name) => ({
    name,
    value: values[name],
    onChange: (value: string) => setValues((before) => ({ ...before, [name]: value })),
  });
  const refused = outcome?.status === "refused" ? outcome : undefined;
  const binsHere = bins.filter(({ locationId }) => locationId === values.location).map(({ bin }) => bin);
  return (
    <Page title={t("form.title")} back={{ label: t("title"), to: "/app/inventory/counts" }}>
      {refused && <Notice tone="critical" title={t(`refused.${refused.code}`, { text: refused.text })} />}
      <Form method="post">
        <Card>
          <Stack gap="loose">
            <InputField
              {...field("name")}
              label={t("form.name")}
              help={t("form.nameHelp")}
              error={refused?.code === "name" ? t("refused.name") : undefined}
            />
            <FieldGrid>
              <SelectField
                {...field("location")}
                label={t("form.location")}
                choices={locations.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <SelectField
                {...field("scope")}
                label={t("form.scope")}
                choices={SCOPES.map((scope) => ({ value: scope, label: t(`scope.${scope}`) }))}
                onChange={(scope) =>
                  setValues((before) => ({
                    ...before,
                    scope: scopeOf(scope),
                    scopeValue: firstOf(scope, binsHere, vendors),
                  }))
                }
              />
            </FieldGrid>
            {values.scope === "bin" && (
              <SelectField {...field("scopeValue")} label={t("form.bin")} choices={choicesOf(binsHere)} />
            )}
            {values.scope === "vendor" && (
              <SelectField {...field("scopeValue")} label={t("form.vendor")} choices={choicesOf(vendors)} />
            )}
            {values.scope === "class" && (
              <SelectField
                {...field("scopeValue")}
                label={t("form.class")}
                choices={CLASSES.map((name) => ({ value: name, label: t(`form.class${name}`) }))}
              />
            )}
            {values.scope === "items" && <InputField {...field("scopeValue")} label={t("form.items")} />}
            {values.scope === "stale" && (
              <InputField {...field("scopeValue")} label={t("form.stale")} numbers="whole" />
            )}
            <FieldGrid>
              <InputField {...field("assignee")} label={t("form.assignee")} />
              <SelectField
                {...field("blind")}
                label={t("form.blind")}
                choices={[
                  { value: "yes", label: t("form.blindYes") },
                  { value: "no", label: t("form.blindNo") },
                ]}
              />
              <SelectField
                {...field("reason")}
                label={t("form.reason")}
                choices={[
                  { value: "cycle_count_available", label: t("form.reasonCycle") },
                  { value: "correction", label: t("form.reasonCorrection") },
                ]}
              />
            </FieldGrid>
            <div>
              <Button submit primary busy={busy}>
                {t("form.create")}
              </Button>
            </div>
          </Stack>
        </Card>
      </Form>
    </Page>
  );
}

const choicesOf = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

const scopeOf = (value: string): CountScope => SCOPES.find((scope) => scope === value) ?? "location";

/** What the second field shows when the scope is chosen. */
function firstOf(scope: string, bins: readonly string[], vendors: readonly string[]): string {
  const first: Readonly<Record<string, string | undefined>> = {
    bin: bins[0],
    vendor: vendors[0],
    class: "A",
    stale: "30",
  };
  return first[scope] ?? "";
}
