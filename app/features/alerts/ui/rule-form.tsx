import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SCOPES } from "../../../core/rule-scope.ts";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { KINDS } from "../domain/rule.ts";
import type { RuleFields } from "../domain/rule-form.ts";
import type { Preview } from "../preview.server.ts";
import type { AlertsData } from "./alerts-data.ts";
import { useChange } from "./use-change.ts";

const BLANK = { scope: "all", sku: "", location: "", vendor: "", tag: "", places: "each", kind: "days", amount: "7" };
type Field = keyof typeof BLANK;

/** A new rule: what it would tell today is shown before it can be saved. */
export function RuleForm({ locations, choices }: Pick<AlertsData, "locations" | "choices">) {
  const { t } = useTranslation("alerts");
  const { data, busy, submit } = useChange();
  const [typed, setTyped] = useState(BLANK);
  /** The rule the answer speaks of. */
  const [asked, setAsked] = useState<typeof BLANK | null>(null);
  const [taken, setTaken] = useState(data);
  if (data !== taken) {
    setTaken(data);
    if (data?.status === "saved") setTyped(BLANK);
  }
  const answered = asked === typed && !busy;
  const errors: RuleFields = answered && data?.status === "invalid" ? data.fields : {};
  const preview = answered && data?.status === "preview" ? data.preview : null;
  const ask = (what: "preview" | "save") => {
    setAsked(typed);
    submit({ do: what, ...typed }, { method: "post" });
  };
  const field = (name: Field) => {
    const error = name === "scope" || name === "kind" || name === "places" ? undefined : errors[name];
    return {
      name,
      label: t(`form.${name}`),
      value: typed[name],
      error: error && t(`error.${error}`),
      onChange: (value: string) => setTyped((before) => ({ ...before, [name]: value })),
    };
  };
  const pick = (values: readonly { readonly value: string; readonly label: string }[]) => [
    { value: "", label: t("form.choose") },
    ...values,
  ];
  const named = (values: readonly string[]) => pick(values.map((value) => ({ value, label: value })));
  const { scope, kind } = typed;
  const ofPlace = scope === "itemAt" || scope === "location";
  return (
    <Card title={t("form.title")}>
      <Stack gap="loose">
        <FieldGrid>
          <SelectField
            {...field("scope")}
            choices={SCOPES.map((value) => ({ value, label: t(`form.scopes.${value}`) }))}
          />
          {(scope === "itemAt" || scope === "item") && <InputField {...field("sku")} />}
          {ofPlace && (
            <SelectField
              {...field("location")}
              choices={pick(locations.map(({ id, name }) => ({ value: id, label: name })))}
            />
          )}
          {scope === "vendor" && <SelectField {...field("vendor")} choices={named(choices.vendors)} />}
          {scope === "tag" && <SelectField {...field("tag")} choices={named(choices.tags)} />}
          {!ofPlace && (
            <SelectField
              {...field("places")}
              choices={(["each", "together"] as const).map((value) => ({
                value,
                label: t(`form.placesChoices.${value}`),
              }))}
            />
          )}
        </FieldGrid>
        <FieldGrid>
          <SelectField
            {...field("kind")}
            choices={KINDS.map((value) => ({ value, label: t(`form.kinds.${value}`) }))}
          />
          {kind !== "out" && (
            <InputField {...field("amount")} label={t(`form.amounts.${kind as "units"}`)} numbers="whole" />
          )}
        </FieldGrid>
        {preview && <PreviewNotice preview={preview} />}
        <Row>
          <Button busy={busy} onClick={() => ask("preview")}>
            {t("form.preview")}
          </Button>
          <Button primary disabled={preview === null} onClick={() => ask("save")}>
            {t("form.save")}
          </Button>
        </Row>
      </Stack>
    </Card>
  );
}

/** What the rule would tell today. */
function PreviewNotice({ preview: { alerts, out, more } }: { readonly preview: Preview }) {
  const { t } = useTranslation("alerts");
  return (
    <Notice title={t(alerts === 0 ? "preview.nothing" : "preview.title", { count: alerts })}>
      {(out > 0 || more) && (
        <Stack gap="tight">
          {out > 0 && <Text block>{t("preview.out", { count: out })}</Text>}
          {more && <Text block>{t("preview.more")}</Text>}
        </Stack>
      )}
    </Notice>
  );
}
