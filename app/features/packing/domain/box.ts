/** Something with three sides, in millimetres, in any order. */
export interface Size {
  readonly length: number;
  readonly width: number;
  readonly height: number;
}

/** A box or an envelope that the shop packs into. Sides are the inner ones. */
export interface Box extends Size {
  readonly id: string;
  readonly name: string;
  readonly emptyGrams: number;
  /** What may weigh at most with all that is in it; null: as much as it holds. */
  readonly mostGrams: number | null;
  /** What one costs, in the smallest unit of the shop's money. */
  readonly costMinor: number;
}

/** Units of one thing that go into a box. */
export interface PackedItem {
  readonly quantity: number;
  /** Null: nobody said how large one is. */
  readonly size: Size | null;
  /** Of one; null: Shopify does not know. */
  readonly grams: number | null;
}

/** The three sides of it, the longest first. */
export const sides = ({ length, width, height }: Size): readonly [number, number, number] =>
  [length, width, height].toSorted((a, b) => b - a) as [number, number, number];

export const volume = ({ length, width, height }: Size): number => length * width * height;
