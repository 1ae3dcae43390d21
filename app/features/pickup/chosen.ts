interface Line {
  readonly lineId: string;
  readonly left: number;
}

/** The lines somebody chose, with as many units; a refusal when there are none, or more than wait. */
export function chosen<Each extends Line>(
  lines: readonly Each[],
  units: Readonly<Record<string, number>>,
): (Each & { readonly quantity: number })[] | "nothing" | "too_many" {
  const taken = lines.map((line) => ({ ...line, quantity: units[line.lineId] ?? 0 }));
  if (Object.keys(units).some((lineId) => !lines.some((line) => line.lineId === lineId))) return "too_many";
  if (taken.some(({ quantity, left }) => quantity > left)) return "too_many";
  const some = taken.filter(({ quantity }) => quantity > 0);
  return some.length === 0 ? "nothing" : some;
}
