import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isOfPlace, type RuleFaults } from "../../../core/rule-scope.ts";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { BLANK_SCOPE, ScopeFields } from "../../../shell/ui/scope-fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useTried } from "../../../shell/ui/use-tried.ts";
import { KINDS } from "../domain/rule.ts";
import type { Preview } from "../preview.server.ts";
import type { AlertsData } from "./alerts-data.ts";
import { useChange } from "./use-change.ts";

const BLANK = { ...BLANK_SCOPE, places: "each", kind: "days", amount: "7" };
type Field = keyof typeof BLANK;

/** A new rule: what it would tell today is shown before it can be saved. */
export function RuleForm({ locations, choices }: Pick<AlertsData, "locations" | "choices">) {
  const { t } = useTranslation("alerts");
  const change = useChange();
  const [typed, setTyped] = useState(BLANK);
  const { answer, ask } = useTried(change, typed, { values: BLANK, type: setTyped });
  const errors: RuleFaults = answer?.status === "invalid" ? answer.faults : {};
  const preview = answer?.status === "preview" ? answer.preview : null;
  const type = (name: Field, value: string) => setTyped((before) => ({ ...before, [name]: value }));
  const field = (name: "places" | "kind" | "amount") => ({
    name,
    label: t(`form.${name}`),
    value: typed[name],
    onChange: (value: string) => type(name, value),
  });
  const { scope, kind } = typed;
  return (
    <Card title={t("form.title")}>
      <Stack gap="loose">
        <FieldGrid>
          <ScopeFields typed={typed} errors={errors} onType={type} locations={locations} choices={choices} />
          {!isOfPlace(scope) && (
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
            <InputField
              {...field("amount")}
              label={t(`form.amounts.${kind as "units"}`)}
              error={errors.amount && t(`error.${errors.amount}`)}
              numbers="whole"
            />
          )}
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
