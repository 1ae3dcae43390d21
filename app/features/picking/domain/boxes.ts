import type { PickLine } from "./batch.ts";

/** So many verified units of a line. */
interface BoxedLine {
  readonly orderLineId: string;
  readonly units: number;
}

/** A box that was closed while others of its order are still packed. */
export interface ClosedBox {
  readonly units: readonly BoxedLine[];
  readonly grams: number;
  /** As it was when it was taken, in millimetres; null: none of the shop's boxes. */
  readonly size: { readonly length: number; readonly width: number; readonly height: number } | null;
  /** Empty: none of the shop's boxes. */
  readonly name: string;
}

/** Units of a line that are in closed boxes. */
export const boxedOf = (boxes: readonly Pick<ClosedBox, "units">[], orderLineId: string): number =>
  boxes
    .flatMap(({ units }) => units)
    .reduce((sum, line) => sum + (line.orderLineId === orderLineId ? line.units : 0), 0);

/** What is in the box that is being packed: verified, and in none that is closed. */
export const inOpenBox = (
  lines: readonly Pick<PickLine, "orderLineId" | "checked">[],
  boxes: readonly Pick<ClosedBox, "units">[],
): BoxedLine[] =>
  lines.flatMap(({ orderLineId, checked }) => {
    const units = checked - boxedOf(boxes, orderLineId);
    return units > 0 ? [{ orderLineId, units }] : [];
  });
