import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Heading, Text } from "../../../shell/ui/text.tsx";
import { useTried } from "../../../shell/ui/use-tried.ts";
import { KINDS } from "../domain/recipe.ts";
import { itemName } from "./item-name.ts";
import { Places } from "./places.tsx";
import { useChange } from "./use-change.ts";

export const BLANK = { kind: "same", item: "", parts: "" };
export type TypedRule = typeof BLANK;

interface RuleFormProps {
  readonly typed: TypedRule;
  readonly onType: (typed: TypedRule) => void;
}

/** A new rule: what it would do is shown before it can be saved. */
export function RuleForm({ typed, onType }: RuleFormProps) {
  const { t } = useTranslation("shared-items");
  const asking = useChange();
  const { busy } = asking;
  const { answer, ask } = useTried(asking, typed, { values: BLANK, type: onType });
  const problem = answer?.status === "invalid" ? answer.problem : null;
  const preview = answer?.status === "preview" ? answer : null;
  const change = (name: keyof TypedRule) => (value: string) => onType({ ...typed, [name]: value });
  return (
    <Card title={t("form.title")}>
      <Stack gap="loose">
        <FieldGrid>
          <SelectField
            name="kind"
            label={t("form.kind")}
            value={typed.kind}
            choices={KINDS.map((kind) => ({ value: kind, label: t(`form.kinds.${kind}`) }))}
            onChange={change("kind")}
          />
          <InputField
            name="item"
            label={t("form.item")}
            help={t("form.itemHelp")}
            value={typed.item}
            onChange={change("item")}
          />
        </FieldGrid>
        <InputField
          name="parts"
          label={t(`form.parts.${typed.kind as "same"}`)}
          help={t(`form.partsHelp.${typed.kind as "same"}`)}
          value={typed.parts}
          onChange={change("parts")}
        />
        {problem && (
          <Notice tone="critical" title={t(`problem.${problem.code}`, { path: "", typed: "", ...problem })} />
        )}
        {preview && (
          <Stack>
            <Heading>{t("form.preview", { item: itemName(preview.item) })}</Heading>
            <Text block>{t("form.previewText")}</Text>
            <Places places={preview.places} all />
          </Stack>
        )}
        <Row>
          <Button
            onClick={() => ask("preview")}
            busy={busy}
            primary={preview === null}
            disabled={typed.item.trim() === ""}
          >
            {t("form.ask")}
          </Button>
          {preview && (
            <Button onClick={() => ask("save")} busy={busy} primary>
              {t("form.save")}
            </Button>
          )}
        </Row>
      </Stack>
    </Card>
  );
}
