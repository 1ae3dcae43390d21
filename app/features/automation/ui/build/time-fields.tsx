import { useTranslation } from "react-i18next";
import { InputField, SelectField } from "../../../../shell/ui/fields.tsx";
import { Row } from "../../../../shell/ui/stack.tsx";
import { useShop } from "../../../../shell/ui/use-shop.ts";
import { instantOfWall, wallText } from "../../domain/edit/wall-text.ts";
import { NumberField } from "./number-fields.tsx";
import type { TypedFieldProps } from "./typed-field.ts";

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const orNothing = (text: string): string | undefined => (text === "" ? undefined : text);

/** "14:05" */
export function ClockField({ value, onChange, ...field }: TypedFieldProps) {
  return <InputField {...field} picks="time" value={textOf(value)} onChange={(text) => onChange(orNothing(text))} />;
}

/** "2026-12-24" */
export function DateField({ value, onChange, ...field }: TypedFieldProps) {
  return <InputField {...field} picks="date" value={textOf(value)} onChange={(text) => onChange(orNothing(text))} />;
}

/** A date and a time on the shop's wall; the rule stores the instant. */
export function MomentField({ value, onChange, ...field }: TypedFieldProps) {
  const { t } = useTranslation("automation");
  const { timezone } = useShop();
  const at = Date.parse(textOf(value));
  const tell = (text: string) => {
    const instant = instantOfWall(timezone, text);
    onChange(instant === undefined ? orNothing(text) : new Date(instant).toISOString());
  };
  return (
    <InputField
      {...field}
      picks="moment"
      value={Number.isNaN(at) ? "" : wallText(timezone, at)}
      help={t("page.build.zone", { zone: timezone })}
      onChange={tell}
    />
  );
}

const SPAN_UNITS = ["hours", "days"] as const;

/** So many hours or days. */
export function SpanField({ value, onChange, ...field }: TypedFieldProps) {
  const { t } = useTranslation("automation");
  const { amount, unit = "days" } = (typeof value === "object" && value !== null ? value : {}) as {
    readonly amount?: unknown;
    readonly unit?: string;
  };
  return (
    <Row low>
      <div className="e-short">
        <NumberField
          {...field}
          value={amount}
          onChange={(typed) => onChange({ unit, ...(typed !== undefined && { amount: typed }) })}
        />
      </div>
      <SelectField
        name={`${field.name}-unit`}
        label={t("page.build.unit")}
        labelHidden
        value={unit}
        disabled={field.disabled}
        choices={SPAN_UNITS.map((each) => ({ value: each, label: t(`page.unit.${each}`) }))}
        onChange={(to) => onChange({ unit: to, ...(amount !== undefined && { amount }) })}
      />
    </Row>
  );
}
