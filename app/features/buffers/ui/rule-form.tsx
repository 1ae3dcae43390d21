import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { SCOPES } from "../../../core/rule-scope.ts";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import { KINDS } from "../domain/rule.ts";
import type { RuleFields } from "../domain/rule-form.ts";
import type { Preview } from "../preview.server.ts";
import type { BuffersData } from "./buffers-data.ts";
import { useChange } from "./use-change.ts";

const BLANK = { scope: "all", sku: "", location: "", vendor: "", tag: "", kind: "units", amount: "" };
type Field = keyof typeof BLANK;

/** A new rule: what it would do is shown before it can be saved. */
export function RuleForm({ locations, choices }: Pick<BuffersData, "locations" | "choices">) {
  const { t } = useTranslation("buffers");
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
    const error = name === "scope" || name === "kind" ? undefined : errors[name];
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
  const { scope } = typed;
  return (
    <Card title={t("form.title")}>
      <Stack gap="loose">
        <FieldGrid>
          <SelectField
            {...field("scope")}
            choices={SCOPES.map((value) => ({ value, label: t(`form.scopes.${value}`) }))}
          />
          {(scope === "itemAt" || scope === "item") && <InputField {...field("sku")} />}
          {(scope === "itemAt" || scope === "location") && (
            <SelectField
              {...field("location")}
              choices={pick(locations.map(({ id, name }) => ({ value: id, label: name })))}
            />
          )}
          {scope === "vendor" && <SelectField {...field("vendor")} choices={named(choices.vendors)} />}
          {scope === "tag" && <SelectField {...field("tag")} choices={named(choices.tags)} />}
        </FieldGrid>
        <FieldGrid>
          <SelectField
            {...field("kind")}
            choices={KINDS.map((value) => ({ value, label: t(`form.kinds.${value}`) }))}
          />
          <InputField {...field("amount")} label={t(`form.amounts.${typed.kind as "units"}`)} numbers="whole" />
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

/** What the rule would do now. */
function PreviewNotice({
  preview: { levels, unitsIn, unitsBack, worthMinor, unpriced, more },
}: {
  readonly preview: Preview;
}) {
  const { t, i18n } = useTranslation("buffers");
  const { currency } = useShop();
  const worth = formatMoney({ minor: worthMinor, currency }, i18n.language);
  return (
    <Notice title={t(levels === 0 ? "preview.nothing" : "preview.title", { count: levels })}>
      <Stack gap="tight">
        {unitsIn > 0 && <Text block>{t("preview.in", { count: unitsIn, worth })}</Text>}
        {unpriced > 0 && <Text block>{t("preview.unpriced", { count: unpriced })}</Text>}
        {unitsBack > 0 && <Text block>{t("preview.back", { count: unitsBack })}</Text>}
        {more && <Text block>{t("preview.more")}</Text>}
      </Stack>
    </Notice>
  );
}
