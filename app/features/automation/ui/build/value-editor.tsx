import { useTranslation } from "react-i18next";
import { InputField, SelectField } from "../../../../shell/ui/fields.tsx";
import { Row } from "../../../../shell/ui/stack.tsx";
import { Text } from "../../../../shell/ui/text.tsx";
import { keyOf, type Path } from "../../domain/edit/path.ts";
import { shapeOf } from "../../domain/edit/shape.ts";
import { fieldOf, type FieldKey } from "../../domain/fields.ts";
import type { TypeName } from "../../domain/values.ts";
import { useBuilding } from "./building.ts";
import { ListField } from "./list-field.tsx";
import { MoneyField, NumberField, WeightField } from "./number-fields.tsx";
import { ClockField, DateField, MomentField, SpanField } from "./time-fields.tsx";

interface ValueEditorProps {
  readonly at: Path;
  readonly field: FieldKey;
  readonly op: string;
  readonly value: unknown;
}

/** What a question is compared with: as many fields, and of the kind, as its operator needs. */
export function ValueEditor({ at, field, op, value }: ValueEditorProps) {
  const { t } = useTranslation("automation");
  const { edit, errorAt, errorIn, disabled } = useBuilding();
  const { type } = fieldOf(field);
  switch (shapeOf(op)) {
    case "nothing":
      return null;
    case "one":
      return <OneField at={at} type={type} label={t("page.build.value")} value={value} />;
    case "part":
      return <OneField at={at} type="text" label={t("page.build.value")} value={value} />;
    case "span":
      return (
        <SpanField
          name={keyOf(at)}
          label={t("page.build.value")}
          labelHidden
          value={value}
          error={errorIn(at)}
          disabled={disabled}
          onChange={(typed) => edit({ do: "set", at, value: typed })}
        />
      );
    case "range": {
      const { from, to } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
      const error = errorAt(at);
      return (
        <>
          <Row low>
            <OneField at={[...at, "from"]} type={type} label={t("page.build.from")} value={from} />
            <OneField at={[...at, "to"]} type={type} label={t("page.build.to")} value={to} />
          </Row>
          {error !== undefined && <Text tone="critical">{error}</Text>}
        </>
      );
    }
    case "list":
      return <ListField at={at} field={field} value={value} />;
  }
}

interface OneFieldProps {
  readonly at: Path;
  readonly type: TypeName;
  readonly label: string;
  readonly value: unknown;
}

/** One value of a type. */
function OneField({ at, type, label, value }: OneFieldProps) {
  const { t } = useTranslation("automation");
  const { edit, errorIn, disabled } = useBuilding();
  const set = (typed: unknown) => edit({ do: "set", at, value: typed });
  const field = { name: keyOf(at), label, labelHidden: true, value, error: errorIn(at), disabled, onChange: set };
  switch (type) {
    case "yesNo":
      return (
        <SelectField
          {...field}
          value={value === false ? "no" : "yes"}
          choices={(["yes", "no"] as const).map((each) => ({ value: each, label: t(`page.build.${each}`) }))}
          onChange={(typed) => set(typed === "yes")}
        />
      );
    case "money":
      return <MoneyField {...field} />;
    case "weight":
      return <WeightField {...field} />;
    case "distance":
    case "hours":
    case "minutes":
    case "percent":
      return <NumberField {...field} unit={t(`page.unit.${type}`)} />;
    case "whole":
    case "decimal":
      return <NumberField {...field} />;
    case "timeOfDay":
      return <ClockField {...field} />;
    case "date":
      return <DateField {...field} />;
    case "moment":
      return <MomentField {...field} />;
    case "text":
    case "choice":
    case "set":
    case "postalCode":
      return (
        <InputField
          {...field}
          value={typeof value === "string" ? value : ""}
          onChange={(text) => set(text === "" ? undefined : text)}
        />
      );
  }
}
