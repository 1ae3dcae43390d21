/** Outer size in millimetres. */
interface PackageSize {
  readonly length: number;
  readonly width: number;
  readonly height: number;
}

/** A box as somebody packed it: units by line of the order, its weight, and its size where one of the shop's boxes was taken. */
export interface PackedBox {
  readonly units: readonly { readonly orderLineId: string; readonly units: number }[];
  readonly grams: number;
  readonly size: PackageSize | null;
}

/** So many units of a line of a fulfillment order. */
interface PackedLine {
  readonly lineId: string;
  readonly units: number;
}

interface LeftLine {
  readonly lineId: string;
  readonly orderLineId: string;
  readonly quantity: number;
  readonly requiresShipping: boolean;
}

/**
 * Which lines of the fulfillment order are in which box, box by box. What needs no shipping goes with the first. Undefined when the boxes do not hold exactly
 * what is left of it: then something is missing, or in two boxes.
 */
export function contentsOf(boxes: readonly PackedBox[], lines: readonly LeftLine[]): PackedLine[][] | undefined {
  const left = new Map(lines.map((line) => [line.lineId, line.quantity]));
  const take = (line: LeftLine, wanted: number): PackedLine[] => {
    const units = Math.min(wanted, left.get(line.lineId) ?? 0);
    left.set(line.lineId, (left.get(line.lineId) ?? 0) - units);
    return units > 0 ? [{ lineId: line.lineId, units }] : [];
  };
  const contents: PackedLine[][] = [];
  for (const [index, box] of boxes.entries()) {
    const inBox: PackedLine[] = lines.flatMap((line) =>
      index === 0 && !line.requiresShipping ? take(line, line.quantity) : [],
    );
    for (const { orderLineId, units } of box.units) {
      let open = units;
      for (const line of lines.filter((each) => each.orderLineId === orderLineId && each.requiresShipping)) {
        const taken = take(line, open);
        open -= taken[0]?.units ?? 0;
        inBox.push(...taken);
      }
      if (open > 0) return undefined;
    }
    contents.push(inBox);
  }
  return [...left.values()].every((units) => units === 0) ? contents : undefined;
}

/** The lines of a parcel, each with its own quantity; undefined when so much of one is not left any more. `contents`: null, all of them. */
export function linesInParcel<Line extends { readonly lineId: string; readonly quantity: number }>(
  parcel: { readonly units: number; readonly contents: readonly PackedLine[] | null },
  left: readonly Line[],
): Line[] | undefined {
  if (parcel.contents === null)
    return left.reduce((sum, { quantity }) => sum + quantity, 0) === parcel.units ? [...left] : undefined;
  const lines = parcel.contents.flatMap(({ lineId, units }) => {
    const line = left.find((each) => each.lineId === lineId);
    return line && line.quantity >= units ? [{ ...line, quantity: units }] : [];
  });
  return lines.length === parcel.contents.length ? lines : undefined;
}

/**
 * Boxes that were packed before and got no label, to be sent as they are: they hold exactly what is left. Otherwise somebody has to pack anew, and nothing of
 * what was weighed counts.
 */
export function stillHolds(
  parcels: readonly { readonly contents: readonly PackedLine[] | null; readonly units: number }[],
  left: readonly { readonly lineId: string; readonly quantity: number }[],
): boolean {
  const total = left.reduce((sum, { quantity }) => sum + quantity, 0);
  const [only, ...others] = parcels;
  if (only?.contents === null) return others.length === 0 && only.units === total;
  const packed = new Map<string, number>();
  for (const { lineId, units } of parcels.flatMap(({ contents }) => contents ?? []))
    packed.set(lineId, (packed.get(lineId) ?? 0) + units);
  return packed.size === left.length && left.every(({ lineId, quantity }) => packed.get(lineId) === quantity);
}
