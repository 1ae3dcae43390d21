import { useTranslation } from "react-i18next";
import { FieldGroup, InputField } from "../../../shell/ui/fields.tsx";
import type { PickupLine } from "../store.server.ts";

interface UnitFieldsProps {
  readonly legend: string;
  readonly lines: readonly PickupLine[];
  readonly units: Readonly<Record<string, string>>;
  readonly onChange: (units: Record<string, string>) => void;
}

/** How many units of each line. */
export function UnitFields({ legend, lines, units, onChange }: UnitFieldsProps) {
  const { t } = useTranslation("pickup");
  return (
    <FieldGroup legend={legend}>
      {lines.map((line) => (
        <InputField
          key={line.lineId}
          name={`units-${line.lineId}`}
          label={[line.title, line.variant, line.sku].filter(Boolean).join(" · ")}
          unit={t("ofUnits", { count: line.left })}
          numbers="whole"
          value={units[line.lineId] ?? ""}
          onChange={(text) => onChange({ ...units, [line.lineId]: text })}
        />
      ))}
    </FieldGroup>
  );
}
