import { costModelSchema, type CostModel } from "./cost.ts";

/** A value outside what the model allows; the bounds are included. */
export interface OutOfRange {
  readonly field: keyof CostModel;
  readonly min: number;
  readonly max: number;
}

/** The model with these numbers, or each number that is not possible. Amounts in minor units. */
export function checkCostModel(
  costs: Readonly<Record<keyof CostModel, number>>,
):
  | { readonly status: "valid"; readonly costs: CostModel }
  | { readonly status: "invalid"; readonly fields: readonly OutOfRange[] } {
  const parsed = costModelSchema.safeParse(costs);
  if (parsed.success) return { status: "valid", costs: parsed.data };
  const named = new Set(parsed.error.issues.map(({ path }) => path[0]));
  const fields = Object.entries(costModelSchema.shape).flatMap(([field, schema]) =>
    named.has(field)
      ? [
          {
            field: field as keyof CostModel,
            min: schema.minValue ?? 0,
            max: schema.maxValue ?? Number.MAX_SAFE_INTEGER,
          },
        ]
      : [],
  );
  return { status: "invalid", fields };
}
