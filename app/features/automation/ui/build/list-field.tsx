import { useTranslation } from "react-i18next";
import type { PickOption } from "../../../../shell/ui/pick-field.tsx";
import { PickMany } from "../../../../shell/ui/pick-many.tsx";
import { keyOf, type Path } from "../../domain/edit/path.ts";
import { fieldOf, type FieldKey } from "../../domain/fields.ts";
import type { TextKey } from "../../domain/say/voice.ts";
import { placeId, useBuilding } from "./building.ts";
import { useChoices } from "./use-choices.ts";

interface ListFieldProps {
  readonly at: Path;
  readonly field: FieldKey;
  readonly value: unknown;
}

/** Some of a list: the field's own values, the shop's, or words that somebody types. */
export function ListField({ at, field: key, value }: ListFieldProps) {
  const { t } = useTranslation("automation");
  const { edit, voice, remember, errorIn, disabled } = useBuilding();
  const { type, list, choices } = fieldOf(key);
  const own = choices?.map((each) => ({ value: each, label: voice.t(`choice.${key}.${each}` as TextKey) }));
  const { options, loading, search } = useChoices(list, own);
  const nameOf = (each: string) =>
    own?.find((option) => option.value === each)?.label ?? (list ? voice.nameOf(list, each) : each);
  const chosen = textsIn(value).map((each) => ({ value: each, label: nameOf(each) }));
  const change = (picked: readonly PickOption[]) => {
    if (list) remember(list, picked);
    edit({ do: "set", at, value: picked.map((each) => each.value) });
  };
  return (
    <PickMany
      id={placeId(`${keyOf(at)}-list`)}
      label={t("page.build.values")}
      chosen={chosen}
      options={options}
      loading={loading}
      free={type !== "choice" && choices === undefined}
      error={errorIn(at)}
      disabled={disabled}
      {...(type === "postalCode" && { help: t("page.build.postalCodes") })}
      onSearch={search}
      onChange={change}
    />
  );
}

/** The texts of a list that may be anything. */
const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
