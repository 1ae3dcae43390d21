import { typedMinor } from "../../../core/money.ts";
import { readId, type LocationId } from "../../../core/ids.ts";

export interface TypedSettings {
  readonly targetDays: number;
  readonly fixedMinor: number;
  readonly perUnitMinor: number;
  readonly targets: readonly { readonly locationId: LocationId; readonly days: number }[];
}

const MOST_DAYS = 365;

/** Reads the form of settings: `days-<location>` is empty where the general number counts. Undefined when something is no such number. */
export function readSettings(texts: Readonly<Record<string, string>>, currency: string): TypedSettings | undefined {
  const targetDays = daysOf(texts["targetDays"]);
  const fixedMinor = typedMinor(texts["fixed"], currency);
  const perUnitMinor = typedMinor(texts["perUnit"], currency);
  if (targetDays === undefined || fixedMinor === undefined || perUnitMinor === undefined) return undefined;
  const targets: { locationId: LocationId; days: number }[] = [];
  for (const [name, text] of Object.entries(texts)) {
    const locationId = readId<LocationId>(/^days-(\d+)$/.exec(name)?.[1]);
    if (locationId === undefined || text.trim() === "") continue;
    const days = daysOf(text);
    if (days === undefined) return undefined;
    targets.push({ locationId, days });
  }
  return { targetDays, fixedMinor, perUnitMinor, targets };
}

function daysOf(text: string | undefined): number | undefined {
  const days = /^\d{1,3}$/.test((text ?? "").trim()) ? Number(text) : Number.NaN;
  return days <= MOST_DAYS ? days : undefined;
}
