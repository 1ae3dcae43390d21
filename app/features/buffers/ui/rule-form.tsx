import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import type { RuleFaults } from "../../../core/rule-scope.ts";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { BLANK_SCOPE, ScopeFields } from "../../../shell/ui/scope-fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import { useTried } from "../../../shell/ui/use-tried.ts";
import { KINDS } from "../domain/rule.ts";
import type { Preview } from "../preview.server.ts";
import type { BuffersData } from "./buffers-data.ts";
import { useChange } from "./use-change.ts";

const BLANK = { ...BLANK_SCOPE, kind: "units", amount: "" };
type Field = keyof typeof BLANK;

/** A new rule: what it would do is shown before it can be saved. */
export function RuleForm({ locations, choices }: Pick<BuffersData, "locations" | "choices">) {
  const { t } = useTranslation("buffers");
  const change = useChange();
  const [typed, setTyped] = useState(BLANK);
  const { answer, ask } = useTried(change, typed, { values: BLANK, type: setTyped });
  const errors: RuleFaults = answer?.status === "invalid" ? answer.faults : {};
  const preview = answer?.status === "preview" ? answer.preview : null;
  const type = (name: Field, value: string) => setTyped((before) => ({ ...before, [name]: value }));
  const field = (name: "kind" | "amount") => ({
    name,
    label: t(`form.${name}`),
    value: typed[name],
    onChange: (value: string) => type(name, value),
  });
  return (
    <Card title={t("form.title")}>
      <Stack gap="loose">
        <FieldGrid>
          <ScopeFields typed={typed} errors={errors} onType={type} locations={locations} choices={choices} />
        </FieldGrid>
        <FieldGrid>
          <SelectField
            {...field("kind")}
            choices={KINDS.map((value) => ({ value, label: t(`form.kinds.${value}`) }))}
          />
          <InputField
            {...field("amount")}
            label={t(`form.amounts.${typed.kind as "units"}`)}
            error={errors.amount && t(`error.${errors.amount}`)}
            numbers="whole"
          />
        </FieldGrid>
        {preview && <PreviewNotice preview={preview} />}
        <Row>
          <Button busy={change.busy} onClick={() => ask("preview")}>
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
