import { useTranslation } from "react-i18next";
import { Button } from "../../../../shell/ui/button.tsx";
import { SelectField } from "../../../../shell/ui/fields.tsx";
import { Stack } from "../../../../shell/ui/stack.tsx";
import { Text } from "../../../../shell/ui/text.tsx";
import { ACTION_KEYS, actionOf, type ActionKey } from "../../domain/actions.ts";
import { keyOf } from "../../domain/edit/path.ts";
import { parametersOf, type DraftStep } from "../../domain/edit/step.ts";
import { TRIGGERS, type TriggerKey } from "../../domain/rule.ts";
import { placeId, useBuilding } from "./building.ts";
import { ParameterEditor } from "./parameter-editor.tsx";
import { PlaceButtons } from "./place-buttons.tsx";

/** What a rule does, in its order. */
export function StepsEditor({ steps }: { readonly steps: readonly DraftStep[] }) {
  const { t } = useTranslation("automation");
  const { edit, trigger, errorAt, disabled } = useBuilding();
  const error = errorAt(["then"]);
  const [first] = actionsOf(trigger);
  return (
    <Stack>
      {steps.length > 0 && (
        <ol className="e-nest">
          {steps.map((step, index) => (
            <StepEditor
              key={index}
              step={step}
              index={index}
              last={index === steps.length - 1}
              place={t("page.build.action", { number: index + 1, count: steps.length })}
            />
          ))}
        </ol>
      )}
      {error !== undefined && <Text tone="critical">{error}</Text>}
      <div id={placeId("then")}>
        <Button
          disabled={disabled || first === undefined}
          onClick={() => first !== undefined && edit({ do: "addStep", key: first })}
        >
          {t("page.build.addAction")}
        </Button>
      </div>
    </Stack>
  );
}

/** The actions that a trigger has a use for. */
const actionsOf = (trigger: TriggerKey): ActionKey[] =>
  ACTION_KEYS.filter((key) => TRIGGERS[trigger].routes || actionOf(key).part === "effect");

interface StepEditorProps {
  readonly step: DraftStep;
  readonly index: number;
  readonly last: boolean;
  /** "Action 1 of 2" */
  readonly place: string;
}

function StepEditor({ step, index, last, place }: StepEditorProps) {
  const { t } = useTranslation("automation");
  const { edit, trigger, errorAt, disabled } = useBuilding();
  const at = ["then", index];
  const key = step.do;
  return (
    <li id={placeId(keyOf(at))} aria-label={place}>
      <div>
        <Stack gap="loose">
          <SelectField
            name={`do-${index}`}
            label={place}
            labelHidden
            value={key}
            help={t(`combine.${actionOf(key).combine}`)}
            error={errorAt([...at, "do"])}
            disabled={disabled}
            choices={actionsOf(trigger).map((each) => ({ value: each, label: t(`action.${each}`) }))}
            onChange={(typed) => {
              const chosen = ACTION_KEYS.find((each) => each === typed);
              if (chosen !== undefined) edit({ do: "setStep", at, key: chosen });
            }}
          />
          {parametersOf(key).map((name) => (
            <ParameterEditor key={name} at={[...at, name]} action={key} name={name} value={step[name]} />
          ))}
        </Stack>
      </div>
      <PlaceButtons at={at} place={place} first={index === 0} last={last} />
    </li>
  );
}
