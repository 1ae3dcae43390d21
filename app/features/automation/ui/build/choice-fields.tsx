import { useTranslation } from "react-i18next";
import { InputField, SelectField } from "../../../../shell/ui/fields.tsx";
import { Stack } from "../../../../shell/ui/stack.tsx";
import { Text } from "../../../../shell/ui/text.tsx";
import type { DraftCondition } from "../../domain/edit/group.ts";
import { keyOf, type Path } from "../../domain/edit/path.ts";
import { useBuilding } from "./building.ts";
import { GroupEditor } from "./group-editor.tsx";
import { NumberField } from "./number-fields.tsx";
import { OneOfList, type ParameterProps } from "./one-of-list.tsx";
import { ClockField, MomentField } from "./time-fields.tsx";

type Parts = Readonly<Record<string, unknown>>;
const partsOf = (value: unknown): Parts => (typeof value === "object" && value !== null ? (value as Parts) : {});

/** Fields of one part of a parameter, by its name. */
function usePart(at: Path, parts: Parts) {
  const { edit, errorIn, disabled } = useBuilding();
  return (part: string, label: string) => ({
    name: keyOf([...at, part]),
    label,
    value: parts[part],
    error: errorIn([...at, part]),
    disabled,
    onChange: (value: unknown) => edit({ do: "set", at: [...at, part], value }),
  });
}

const UNTIL = {
  person: {},
  hours: {},
  moment: {},
  condition: { when: { all: [] } },
} as const;

/** When a hold ends. */
export function ReleaseFields({ at, label, value }: ParameterProps) {
  const { t } = useTranslation("automation");
  const { edit, disabled } = useBuilding();
  const parts = partsOf(value);
  const part = usePart(at, parts);
  const until = (Object.keys(UNTIL) as (keyof typeof UNTIL)[]).find((each) => each === parts["until"]) ?? "person";
  return (
    <Stack>
      <SelectField
        name={keyOf(at)}
        label={label}
        value={until}
        disabled={disabled}
        choices={Object.keys(UNTIL).map((each) => ({ value: each, label: t(`page.release.${each as typeof until}`) }))}
        onChange={(to) => edit({ do: "set", at, value: { until: to, ...UNTIL[to as typeof until] } })}
      />
      {until === "hours" && (
        <NumberField {...part("hours", t("page.release.hoursLabel"))} unit={t("page.unit.hours")} />
      )}
      {until === "moment" && <MomentField {...part("at", t("page.release.momentLabel"))} />}
      {until === "condition" && (
        <>
          <Text strong>{t("page.release.conditionLabel")}</Text>
          <GroupEditor
            at={[...at, "when"]}
            condition={parts["when"] as DraftCondition}
            scope="order"
            label={t("page.release.conditionLabel")}
          />
        </>
      )}
    </Stack>
  );
}

const WITHIN = ["hours", "workingDays", "timeOfDay"] as const;

/** By when an order has to leave. */
export function DeadlineFields({ at, label, value }: ParameterProps) {
  const { t } = useTranslation("automation");
  const { edit, disabled } = useBuilding();
  const parts = partsOf(value);
  const part = usePart(at, parts);
  const unit = WITHIN.find((each) => each === parts["unit"]) ?? "hours";
  return (
    <Stack>
      <SelectField
        name={keyOf(at)}
        label={label}
        value={unit}
        disabled={disabled}
        choices={WITHIN.map((each) => ({ value: each, label: t(`page.within.${each}`) }))}
        onChange={(to) => edit({ do: "set", at, value: { unit: to } })}
      />
      {unit === "hours" && <NumberField {...part("hours", t("page.within.hoursLabel"))} unit={t("page.unit.hours")} />}
      {unit !== "hours" && <NumberField {...part("days", t(`page.within.${unit}Label`))} unit={t("page.unit.days")} />}
      {unit === "timeOfDay" && <ClockField {...part("at", t("page.within.atLabel"))} />}
    </Stack>
  );
}

const KINDS = ["inbox", "shopper", "staff", "email"] as const;

/** Who is told. */
export function RecipientFields({ at, label, value }: ParameterProps) {
  const { t } = useTranslation("automation");
  const { edit, disabled } = useBuilding();
  const parts = partsOf(value);
  const part = usePart(at, parts);
  const kind = KINDS.find((each) => each === parts["kind"]) ?? "inbox";
  const email = part("email", t("page.to.emailLabel"));
  return (
    <Stack>
      <SelectField
        name={keyOf(at)}
        label={label}
        value={kind}
        disabled={disabled}
        choices={KINDS.map((each) => ({ value: each, label: t(`page.to.${each}`) }))}
        onChange={(to) => edit({ do: "set", at, value: { kind: to } })}
      />
      {kind === "staff" && (
        <OneOfList at={[...at, "staff"]} label={t("page.to.staffLabel")} value={parts["staff"]} list="staff" />
      )}
      {kind === "email" && <InputField {...email} value={typeof email.value === "string" ? email.value : ""} />}
    </Stack>
  );
}
