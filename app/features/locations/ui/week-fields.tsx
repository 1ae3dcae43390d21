import { WEEKDAYS } from "../../../core/calendar/day.ts";
import { FieldGroup, InputField } from "../../../shell/ui/fields.tsx";
import type { LocationTexts } from "../domain/settings-form.ts";
import type { Draft } from "./use-draft.ts";
import { useWords } from "./words.ts";

type WeekTexts = LocationTexts["hours"];

interface WeekFieldsProps {
  readonly draft: Draft;
  readonly legend: string;
  /** Of the seven fields: "hours" for "hours.0" to "hours.6". */
  readonly path: string;
  readonly week: WeekTexts;
  readonly onChange: (week: WeekTexts) => void;
  /** Texts longer than a number or a time. */
  readonly long?: boolean;
  readonly numbers?: "whole";
  readonly picks?: "time";
}

/** One field for each day of the week. */
export function WeekFields({ draft, legend, path, week, onChange, long = false, ...kind }: WeekFieldsProps) {
  const { weekdayLabel } = useWords();
  return (
    <FieldGroup legend={legend} week={long ? "long" : "short"}>
      {WEEKDAYS.map((day) => (
        <InputField
          key={day}
          {...kind}
          name={`${path}.${day}`}
          label={weekdayLabel(day)}
          value={week[day]}
          error={draft.error(`${path}.${day}`)}
          disabled={draft.disabled}
          onChange={(value) => onChange(week.map((each, index) => (index === day ? value : each)) as WeekTexts)}
        />
      ))}
    </FieldGroup>
  );
}
