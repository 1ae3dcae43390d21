import { useTranslation } from "react-i18next";
import { FieldPair, InputField } from "../../../shell/ui/fields.tsx";

interface DayFieldsProps {
  /** "2026-11-23"; empty: no limit. */
  readonly from: string;
  readonly to: string;
  readonly onChange: (changed: Readonly<Record<string, string>>) => void;
}

/** The days between which something was done, both inside. */
export function DayFields({ from, to, onChange }: DayFieldsProps) {
  const { t } = useTranslation("audit");
  return (
    <FieldPair>
      <InputField
        name="from"
        label={t("day.from")}
        picks="date"
        value={from}
        onChange={(day) => onChange({ from: day })}
      />
      <InputField name="to" label={t("day.to")} picks="date" value={to} onChange={(day) => onChange({ to: day })} />
    </FieldPair>
  );
}
