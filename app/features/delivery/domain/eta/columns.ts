import type { FactorColumn, NumberColumn } from "./fit.ts";
import type { ParcelFacts } from "./parcel.ts";
import { type FactorName, FACTORS, type MeasureName, MEASURES } from "./terms.ts";

/** A factor over parcels, with the name of each level. */
export interface NamedColumn extends FactorColumn {
  readonly names: readonly string[];
}

export function factorColumn(parcels: readonly ParcelFacts[], factor: FactorName): NamedColumn {
  const { nameOf, prior } = FACTORS[factor];
  const levels = new Map<string, number>();
  const levelOf = Int32Array.from(parcels, (parcel) => {
    const name = nameOf(parcel);
    if (name === null) return -1;
    const level = levels.get(name) ?? levels.size;
    levels.set(name, level);
    return level;
  });
  return { names: [...levels.keys()], levelOf, levels: levels.size, prior };
}

/** A number over parcels, as the distance from the usual one, which is their mean. */
export interface CentredColumn extends NumberColumn {
  readonly usual: number;
}

export function measureColumn(parcels: readonly ParcelFacts[], measure: MeasureName): CentredColumn {
  const { of, rising } = MEASURES[measure];
  const values = parcels.map(of);
  const known = values.filter((value) => value !== null);
  const usual = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  return { usual, values: Float64Array.from(values, (value) => (value ?? usual) - usual), rising };
}
