import { useTranslation } from "react-i18next";
import { IconButton } from "../../../../shell/ui/icon-button.tsx";
import { Row } from "../../../../shell/ui/stack.tsx";
import type { Path } from "../../domain/edit/path.ts";
import { useBuilding } from "./building.ts";

interface PlaceButtonsProps {
  readonly at: Path;
  /** "2 of 3" */
  readonly place: string;
  readonly first: boolean;
  readonly last: boolean;
}

/** What moves one part of a list up and down, and takes it away. */
export function PlaceButtons({ at, place, first, last }: PlaceButtonsProps) {
  const { t } = useTranslation("automation");
  const { edit, disabled } = useBuilding();
  return (
    <Row gap="tight">
      <IconButton
        icon="up"
        spoken={t("page.build.up", { place })}
        disabled={disabled || first}
        onClick={() => edit({ do: "move", at, by: -1 })}
      />
      <IconButton
        icon="down"
        spoken={t("page.build.down", { place })}
        disabled={disabled || last}
        onClick={() => edit({ do: "move", at, by: 1 })}
      />
      <IconButton
        icon="remove"
        spoken={t("page.build.remove", { place })}
        disabled={disabled}
        onClick={() => edit({ do: "remove", at })}
      />
    </Row>
  );
}
