import { useTranslation } from "react-i18next";
import { SelectField } from "../../../../shell/ui/fields.tsx";
import { PickField } from "../../../../shell/ui/pick-field.tsx";
import { Text } from "../../../../shell/ui/text.tsx";
import { operatorsOf } from "../../domain/condition-schema.ts";
import type { DraftLeaf } from "../../domain/edit/group.ts";
import { keyOf, type Path } from "../../domain/edit/path.ts";
import { isField } from "../../domain/edit/values-in.ts";
import { FIELD_KEYS, fieldOf, type FieldKey } from "../../domain/fields.ts";
import type { Field, Scope } from "../../domain/fields/field.ts";
import { TRIGGERS, type TriggerKey } from "../../domain/rule.ts";
import type { TextKey } from "../../domain/say/voice.ts";
import { placeId, useBuilding } from "./building.ts";
import { OneOfList } from "./one-of-list.tsx";
import { ValueEditor } from "./value-editor.tsx";

interface QuestionEditorProps {
  readonly at: Path;
  readonly leaf: DraftLeaf;
  readonly scope: Scope;
}

/** One question: about what, how it is compared, and with what. */
export function QuestionEditor({ at, leaf, scope }: QuestionEditorProps) {
  const { t } = useTranslation("automation");
  const { edit, trigger, voice, errorAt, disabled } = useBuilding();
  const field = isField(leaf.field) ? leaf.field : null;
  return (
    <div className="e-question">
      <PickField
        id={placeId(`${keyOf(at)}-field`)}
        label={t("page.build.field")}
        placeholder={t("page.build.choose")}
        groups={fieldGroups(scope, trigger, t)}
        shown={field === null ? leaf.field : voice.t(`field.${field}`)}
        error={errorAt([...at, "field"])}
        disabled={disabled}
        onPick={(key) => isField(key) && edit({ do: "setField", at, scope, field: key })}
      />
      {field === null && leaf.field !== "" && <Text tone="critical">{t("page.build.unknownField")}</Text>}
      {field !== null && <Comparison at={at} leaf={leaf} field={field} />}
    </div>
  );
}

/** Where the names of attributes and metafields are from: those of lines are their products'. */
function namesOf({ named, scope }: Pick<Field, "named" | "scope">) {
  if (named === "attribute") return "attributes";
  return scope === "line" ? "productMetafields" : "orderMetafields";
}

function Comparison({ at, leaf, field: key }: Omit<QuestionEditorProps, "scope"> & { readonly field: FieldKey }) {
  const { t } = useTranslation("automation");
  const { edit, voice, errorAt, disabled } = useBuilding();
  const field = fieldOf(key);
  const operators = [...operatorsOf(field).keys()];
  return (
    <>
      {field.named !== undefined && (
        <OneOfList
          free
          at={[...at, "of"]}
          list={namesOf(field)}
          label={t(`page.build.of.${field.named}`)}
          value={leaf.of}
          empty=""
        />
      )}
      <SelectField
        name={`op-${keyOf(at)}`}
        label={t("page.build.operator")}
        labelHidden
        value={leaf.op}
        error={errorAt([...at, "op"])}
        disabled={disabled}
        choices={operators.map((name) => ({ value: name, label: voice.t(`operator.${name}` as TextKey) }))}
        onChange={(op) => edit({ do: "setOperator", at, op })}
      />
      <ValueEditor at={[...at, "value"]} field={key} op={leaf.op} value={leaf.value} />
    </>
  );
}

/** The fields that can be asked there, by area. Lines and locations of an order are asked whether one of them is so. */
function fieldGroups(scope: Scope, trigger: TriggerKey, t: ReturnType<typeof useTranslation<"automation">>["t"]) {
  const asked = FIELD_KEYS.filter((key) => {
    const { scope: own, routed } = fieldOf(key);
    if ((routed === true || own === "location") && !TRIGGERS[trigger].routes) return false;
    return scope === "order" || own === scope;
  });
  const areas = Map.groupBy(asked, (key) => key.split(".", 1)[0] ?? "");
  return [...areas].map(([area, keys]) => ({
    title: t(`group.${area}` as "group.order"),
    options: keys.map((key) => ({ value: key, label: t(`field.${key}`) })),
  }));
}
