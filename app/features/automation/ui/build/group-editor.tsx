import { useTranslation } from "react-i18next";
import { Button } from "../../../../shell/ui/button.tsx";
import { SelectField } from "../../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../../shell/ui/stack.tsx";
import { Text } from "../../../../shell/ui/text.tsx";
import { QUANTIFIERS } from "../../domain/condition.ts";
import { groupOf, MODES, PARTS_AT, type DraftCondition, type DraftLeaf } from "../../domain/edit/group.ts";
import { keyOf, type Path } from "../../domain/edit/path.ts";
import type { Scope } from "../../domain/fields/field.ts";
import { placeId, useBuilding } from "./building.ts";
import { PlaceButtons } from "./place-buttons.tsx";
import { QuestionEditor } from "./question-editor.tsx";

interface GroupEditorProps {
  readonly at: Path;
  readonly condition: DraftCondition;
  /** What its questions are about. */
  readonly scope: Scope;
  /** What the group is for, for whoever does not see where it stands. */
  readonly label: string;
}

/** Conditions that have to be true together, each of them, one of them or none of them; groups may stand inside of groups. */
export function GroupEditor({ at, condition, scope, label }: GroupEditorProps) {
  const { t } = useTranslation("automation");
  const { edit, errorAt, disabled } = useBuilding();
  const group = groupOf(condition);
  if (group === undefined) return null;
  const { mode, parts } = group;
  const list = [...at, ...PARTS_AT[mode]];
  const error = errorAt(list);
  return (
    <fieldset className="e-group" id={placeId(keyOf(at))}>
      <legend className="e-hidden">{label}</legend>
      <Stack>
        {parts.length > 0 && (
          <div className="e-narrow">
            <SelectField
              name={`mode-${keyOf(at)}`}
              label={t("page.build.mode")}
              labelHidden
              value={mode}
              disabled={disabled}
              choices={MODES.map((each) => ({ value: each, label: t(`page.build.modes.${each}`) }))}
              onChange={(value) => edit({ do: "setMode", at, mode: MODES.find((each) => each === value) ?? "all" })}
            />
          </div>
        )}
        {parts.length === 0 && <Text tone="subdued">{t(`page.build.empty.${scope}`)}</Text>}
        {parts.length > 0 && (
          <ol className="e-nest">
            {parts.map((part, index) => (
              <Part
                key={index}
                at={[...list, index]}
                part={part}
                scope={scope}
                place={t("page.build.part", { number: index + 1, count: parts.length })}
                first={index === 0}
                last={index === parts.length - 1}
              />
            ))}
          </ol>
        )}
        {error !== undefined && <Text tone="critical">{error}</Text>}
        <div id={placeId(keyOf(list))}>
          <Row>
            <Button disabled={disabled} onClick={() => edit({ do: "addQuestion", at })}>
              {t("page.build.addQuestion")}
            </Button>
            <Button plain disabled={disabled} onClick={() => edit({ do: "addGroup", at })}>
              {t("page.build.addGroup")}
            </Button>
          </Row>
        </div>
      </Stack>
    </fieldset>
  );
}

interface PartProps extends Omit<GroupEditorProps, "condition" | "label"> {
  readonly part: DraftCondition;
  /** "2 of 3" */
  readonly place: string;
  readonly first: boolean;
  readonly last: boolean;
}

/** One part of a group with the buttons that move it and take it away. */
function Part({ at, part, scope, place, first, last }: PartProps) {
  return (
    <li id={placeId(keyOf(at))} aria-label={place}>
      <div>
        <PartEditor at={at} part={part} scope={scope} label={place} />
      </div>
      <PlaceButtons at={at} place={place} first={first} last={last} />
    </li>
  );
}

function PartEditor({ at, part, scope, label }: Pick<PartProps, "at" | "part" | "scope"> & { readonly label: string }) {
  const { t } = useTranslation("automation");
  const { edit, disabled } = useBuilding();
  if (groupOf(part) !== undefined) return <GroupEditor at={at} condition={part} scope={scope} label={label} />;
  if (!("where" in part)) return <QuestionEditor at={at} leaf={part as DraftLeaf} scope={scope} />;
  const over = "lines" in part ? "lines" : "locations";
  const quantifier = "lines" in part ? part.lines : part.locations;
  return (
    <Stack>
      <div className="e-narrow">
        <SelectField
          name={`quantifier-${keyOf(at)}`}
          label={t("page.build.quantifier")}
          labelHidden
          value={quantifier}
          disabled={disabled}
          choices={QUANTIFIERS.map((each) => ({ value: each, label: t(`page.build.over.${over}.${each}`) }))}
          onChange={(value) => edit({ do: "set", at: [...at, over], value })}
        />
      </div>
      <GroupEditor
        at={[...at, "where"]}
        condition={part.where}
        scope={over === "lines" ? "line" : "location"}
        label={t(`page.build.over.${over}.${quantifier}`)}
      />
    </Stack>
  );
}
