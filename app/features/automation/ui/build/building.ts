import { createContext, useContext } from "react";
import { Bug } from "../../../../core/faults.ts";
import type { PickOption } from "../../../../shell/ui/pick-field.tsx";
import type { Edit } from "../../domain/edit/edit-rule.ts";
import type { Path } from "../../domain/edit/path.ts";
import type { ShopList } from "../../domain/fields/field.ts";
import type { TriggerKey } from "../../domain/rule.ts";
import type { Voice } from "../../domain/say/voice.ts";

/** What every part of the builder needs, however deep. */
export interface Building {
  readonly edit: (edit: Edit) => void;
  readonly trigger: TriggerKey;
  readonly voice: Voice;
  /** Keeps how something is called that was just chosen. */
  readonly remember: (list: ShopList, options: readonly PickOption[]) => void;
  /** What is wrong just there. */
  readonly errorAt: (path: Path) => string | undefined;
  /** What is wrong there or anywhere inside. */
  readonly errorIn: (path: Path) => string | undefined;
  readonly disabled: boolean;
}

export const BuildingContext = createContext<Building | undefined>(undefined);

export function useBuilding(): Building {
  const building = useContext(BuildingContext);
  if (building === undefined) throw new Bug("a part of the builder outside of it");
  return building;
}

/** The id in the document of what stands at a path. */
export const placeId = (key: string): string => `at-${key.replaceAll(".", "-")}`;
