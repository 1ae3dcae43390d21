import fc from "fast-check";
import { expect, test } from "vitest";
import { sides, volume, type Box, type PackedItem } from "./box.ts";
import { suggestBox } from "./suggest-box.ts";

const size = (most: number) =>
  fc.record({
    length: fc.integer({ min: 1, max: most }),
    width: fc.integer({ min: 1, max: most }),
    height: fc.integer({ min: 1, max: most }),
  });
const boxes: fc.Arbitrary<Box[]> = fc
  .array(fc.tuple(size(40), fc.nat(200), fc.option(fc.integer({ min: 100, max: 3_000 })), fc.nat(300)), {
    minLength: 1,
    maxLength: 5,
  })
  .map((all) =>
    all.map(([inner, emptyGrams, mostGrams, costMinor], n) => ({
      ...inner,
      id: String(n),
      name: `Box ${n}`,
      emptyGrams,
      mostGrams,
      costMinor,
    })),
  );
const item: fc.Arbitrary<PackedItem> = fc.record({
  quantity: fc.integer({ min: 1, max: 3 }),
  size: size(20),
  grams: fc.nat(500),
});
const items = fc.array(item, { minLength: 1, maxLength: 3 });

test("a box that is suggested is large enough by volume, by its longest side and by weight", () => {
  fc.assert(
    fc.property(items, boxes, (wanted, all) => {
      const found = suggestBox(wanted, all);
      if (found.is !== "box") return;
      const all3 = wanted.map(({ size: each, quantity }) => (each ? volume(each) * quantity : 0));
      expect(all3.reduce((a, b) => a + b)).toBeLessThanOrEqual(volume(found.box));
      const inner = sides(found.box);
      for (const { size: each } of wanted)
        if (each) sides(each).forEach((side, n) => expect(side).toBeLessThanOrEqual(inner[n] ?? 0));
      const grams = wanted.reduce((sum, { grams: own, quantity }) => sum + (own ?? 0) * quantity, 0);
      expect(found.grams).toBe(grams + found.box.emptyGrams);
      expect(found.grams).toBeLessThanOrEqual(found.box.mostGrams ?? Infinity);
    }),
  );
});

test("one more item never makes the box cheaper", () => {
  fc.assert(
    fc.property(items, item, boxes, (wanted, more, all) => {
      const [before, after] = [suggestBox(wanted, all), suggestBox([...wanted, more], all)];
      if (before.is === "tooMuch") expect(after.is).toBe("tooMuch");
      if (before.is === "box" && after.is === "box")
        expect(after.box.costMinor).toBeGreaterThanOrEqual(before.box.costMinor);
    }),
  );
});

test("the same items in another order, and turned, go into the same box", () => {
  fc.assert(
    fc.property(items, boxes, (wanted, all) => {
      const turned = wanted.toReversed().map((each) => ({
        ...each,
        size: each.size && { length: each.size.height, width: each.size.length, height: each.size.width },
      }));
      expect(suggestBox(turned, all.toReversed())).toEqual(suggestBox(wanted, all));
    }),
  );
});

test("whatever the sizes, one thing goes into a box of its own size", () => {
  fc.assert(
    fc.property(size(1_000), (own) => {
      const box: Box = { ...own, id: "1", name: "", emptyGrams: 0, mostGrams: null, costMinor: 0 };
      const turned = { length: own.width, width: own.height, height: own.length };
      expect(suggestBox([{ quantity: 1, size: turned, grams: 1 }], [box]).is).toBe("box");
    }),
  );
});
