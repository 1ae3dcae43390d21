import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contentsOf, linesInParcel, stillHolds, type PackedBox } from "./packages.ts";

/** A fulfillment order, some of its order lines on two lines of it, and a packer who puts each unit into some box. */
const packedOrder = fc
  .array(
    fc.record({
      parts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }),
      requiresShipping: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((items) =>
    items.flatMap(({ parts, requiresShipping }, item) =>
      parts.map((quantity, part) => ({
        lineId: `${item}${part}`,
        orderLineId: String(item),
        quantity,
        requiresShipping,
      })),
    ),
  )
  .filter((lines) => lines.some(({ requiresShipping }) => requiresShipping))
  .chain((lines) => {
    const units = lines.flatMap((line) =>
      line.requiresShipping ? Array.from({ length: line.quantity }, () => line.orderLineId) : [],
    );
    return fc
      .array(fc.integer({ min: 0, max: 3 }), { minLength: units.length, maxLength: units.length })
      .map((into) => ({ lines, boxes: boxesOf(units, into) }));
  });

function boxesOf(units: readonly string[], into: readonly number[]): PackedBox[] {
  const numbers = [...new Set(into)];
  return numbers.map((number) => {
    const inside = Map.groupBy(
      units.filter((_, index) => into[index] === number),
      (orderLineId) => orderLineId,
    );
    return {
      units: [...inside].map(([orderLineId, all]) => ({ orderLineId, units: all.length })),
      grams: 100,
      size: null,
    };
  });
}

const totals = (contents: readonly { readonly lineId: string; readonly units: number }[][]) => {
  const sums = new Map<string, number>();
  for (const { lineId, units } of contents.flat()) sums.set(lineId, (sums.get(lineId) ?? 0) + units);
  return sums;
};

describe("several parcels of one fulfillment order", () => {
  test("hold its lines, all of them, and none twice", () => {
    fc.assert(
      fc.property(packedOrder, ({ lines, boxes }) => {
        const contents = contentsOf(boxes, lines);
        expect(contents).toHaveLength(boxes.length);
        expect(totals(contents ?? [])).toEqual(new Map(lines.map(({ lineId, quantity }) => [lineId, quantity])));
        for (const [index, box] of boxes.entries()) {
          const wanted = box.units.reduce((sum, { units }) => sum + units, 0);
          const shipped = (contents?.[index] ?? []).filter(
            ({ lineId }) => lines.find((line) => line.lineId === lineId)?.requiresShipping,
          );
          expect(shipped.reduce((sum, { units }) => sum + units, 0)).toBe(wanted);
        }
      }),
    );
  });

  test("are none when a unit is missing, or in a box too many", () => {
    fc.assert(
      fc.property(packedOrder, fc.constantFrom(1, -1), ({ lines, boxes }, change) => {
        const [first, ...others] = boxes;
        const [line, ...rest] = first?.units ?? [];
        if (!first || !line) return;
        const wrong = { ...first, units: [{ ...line, units: line.units + change }, ...rest] };
        expect(contentsOf([wrong, ...others], lines)).toBeUndefined();
      }),
    );
  });

  test("leave open what is in the others: after one is shipped, the rest still holds what is left", () => {
    fc.assert(
      fc.property(packedOrder, ({ lines, boxes }) => {
        const parcels = (contentsOf(boxes, lines) ?? []).map((contents) => ({
          contents,
          units: contents.reduce((sum, { units }) => sum + units, 0),
        }));
        const [first, ...others] = parcels;
        if (!first) return;
        const gone = new Map(first.contents.map(({ lineId, units }) => [lineId, units]));
        const left = lines
          .map((line) => ({ ...line, quantity: line.quantity - (gone.get(line.lineId) ?? 0) }))
          .filter(({ quantity }) => quantity > 0);
        expect(linesInParcel(first, lines)?.map(({ lineId, quantity }) => [lineId, quantity])).toEqual([...gone]);
        if (others.length > 0) expect(stillHolds(others, left)).toBe(true);
        // Once shipped, it can not be shipped again, but for units of its lines that others hold.
        const again = linesInParcel(first, left);
        expect(
          again === undefined ||
            again.every(
              ({ lineId, quantity }) => quantity <= (left.find((line) => line.lineId === lineId)?.quantity ?? 0),
            ),
        ).toBe(true);
      }),
    );
  });
});

test("a parcel of all that is left is none any more when something changed", () => {
  const lines = [{ lineId: "1", quantity: 2 }];
  expect(linesInParcel({ units: 2, contents: null }, lines)).toEqual(lines);
  expect(linesInParcel({ units: 3, contents: null }, lines)).toBeUndefined();
  expect(stillHolds([{ units: 2, contents: null }], lines)).toBe(true);
  expect(stillHolds([{ units: 1, contents: null }], lines)).toBe(false);
  expect(stillHolds([], lines)).toBe(false);
});
