import { PickMany } from "../../../../shell/ui/pick-many.tsx";
import { Stack } from "../../../../shell/ui/stack.tsx";
import { Text } from "../../../../shell/ui/text.tsx";
import type { DefinedList, ServedList } from "../../choices.server.ts";
import { keyOf, type Path } from "../../domain/edit/path.ts";
import { placeId, useBuilding } from "./building.ts";
import { namedAs, nameIn, useChoices } from "./use-choices.ts";

export interface ParameterProps {
  readonly at: Path;
  readonly label: string;
  readonly value: unknown;
}

interface OneOfListProps extends ParameterProps {
  readonly list: ServedList | DefinedList;
  readonly free?: boolean;
  /** What stands for nothing chosen. */
  readonly empty?: "";
}

/** One of the shop's own. */
export function OneOfList({ at, label, value, list, free = false, empty }: OneOfListProps) {
  const { edit, voice, remember, errorIn, disabled } = useBuilding();
  const { options, loading, search } = useChoices(list);
  const named = namedAs(list);
  const chosen = typeof value === "string" && value !== "" ? [{ value, label: nameIn(list, value, voice) }] : [];
  return (
    <Stack gap="tight">
      <Text>{label}</Text>
      <PickMany
        single
        id={placeId(`${keyOf(at)}-list`)}
        label={label}
        chosen={chosen}
        options={options}
        loading={loading}
        free={free}
        error={errorIn(at)}
        disabled={disabled}
        onSearch={search}
        onChange={(picked) => {
          if (named !== undefined && named !== "staff") remember(named, picked);
          edit({ do: "set", at, value: picked[0]?.value ?? empty });
        }}
      />
    </Stack>
  );
}
