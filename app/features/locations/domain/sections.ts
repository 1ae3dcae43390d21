import type { LocationSettings } from "./settings.ts";

/** The parts of the settings that are copied from one location to others. Zone, kind and labels are each location's own. */
const SECTIONS = {
  hours: ["hours", "closures", "extra"],
  holidays: ["holidays"],
  cutOffs: ["cutOffs"],
  handling: ["handling", "handlingMinor", "acceptMinutes", "takeBackMinutes"],
  capacity: ["capacity"],
  areas: ["areas"],
  pickup: ["pickup"],
} as const satisfies Readonly<Record<string, readonly (keyof LocationSettings)[]>>;

export type Section = keyof typeof SECTIONS;
export const SECTION_NAMES = Object.keys(SECTIONS) as readonly Section[];

/** The target's settings with these sections of the source. */
export function copySections(
  source: LocationSettings,
  target: LocationSettings,
  sections: readonly Section[],
): LocationSettings {
  const keys = sections.flatMap((section): readonly (keyof LocationSettings)[] => SECTIONS[section]);
  return { ...target, ...Object.fromEntries(keys.map((key) => [key, source[key]])) };
}
