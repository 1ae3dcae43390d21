import fc from "fast-check";
import { expect, test } from "vitest";
import { suggestWaves, WAVE_KEYS, type Waiting, type WaveLimits } from "./suggest.ts";
import { byUrgency } from "./urgency.ts";

const order: fc.Arbitrary<Omit<Waiting, "id">> = fc.record({
  priority: fc.integer({ min: 0, max: 5 }),
  dueAt: fc.option(fc.integer({ min: 0, max: 5 }).map((hour) => hour * 3_600_000)),
  placedAt: fc.integer({ min: 0, max: 1_000 }),
  units: fc.integer({ min: 1, max: 12 }),
  isSingle: fc.boolean(),
  zone: fc.constantFrom("ES", "ES-SE", "FR"),
  bin: fc.constantFrom("", "A-2", "A-10", "B-1"),
});
const orders = fc
  .array(order, { maxLength: 40 })
  .map((list) =>
    list.map((each, n): Waiting => ({ ...each, units: each.isSingle ? 1 : each.units, id: String(n + 1) })),
  );
const limits: fc.Arbitrary<WaveLimits> = fc.record({
  by: fc.constantFrom(...WAVE_KEYS),
  orders: fc.integer({ min: 1, max: 8 }),
  units: fc.integer({ min: 1, max: 20 }),
  singlesTogether: fc.boolean(),
});

const given = (id: string, list: readonly Waiting[]): Waiting => {
  const found = list.find((each) => each.id === id);
  if (!found) throw new Error(`nobody gave ${id}`);
  return found;
};

test("every order is in exactly one batch", () => {
  fc.assert(
    fc.property(orders, limits, (list, limit) => {
      const ids = suggestWaves(list, limit).flatMap((wave) => wave.ids);
      expect(ids.toSorted()).toEqual(list.map(({ id }) => id).toSorted());
    }),
  );
});

test("no batch is larger than the limits, but for one order that is larger by itself", () => {
  fc.assert(
    fc.property(orders, limits, (list, limit) => {
      for (const { ids, units } of suggestWaves(list, limit)) {
        expect(units).toBe(ids.reduce((sum, id) => sum + given(id, list).units, 0));
        expect(ids.length).toBeLessThanOrEqual(limit.orders);
        expect(units <= limit.units || ids.length === 1).toBe(true);
      }
    }),
  );
});

test("what keeps a batch together is the same for all in it, and single units are not mixed with others", () => {
  fc.assert(
    fc.property(orders, limits, (list, limit) => {
      for (const { ids, of, singles } of suggestWaves(list, limit)) {
        for (const each of ids.map((id) => given(id, list))) {
          expect({ cutOff: each.dueAt, zone: each.zone, urgency: each.priority }[limit.by]).toBe(of);
          if (limit.singlesTogether) expect(each.isSingle).toBe(singles);
        }
      }
    }),
  );
});

test("nobody in a later batch of a group is more urgent than anybody in an earlier one, and the most urgent order is in the first batch", () => {
  fc.assert(
    fc.property(orders, limits, (list, limit) => {
      const waves = suggestWaves(list, limit);
      const [most] = list.toSorted(byUrgency);
      if (most) expect(waves[0]?.ids).toContain(most.id);
      for (const group of Map.groupBy(waves, ({ of, singles }) => JSON.stringify([of, singles])).values())
        for (const [index, wave] of group.entries())
          for (const later of group.slice(index + 1))
            for (const a of wave.ids)
              for (const b of later.ids) expect(byUrgency(given(a, list), given(b, list))).toBeLessThan(0);
    }),
  );
});

test("a batch is walked by bins, A-2 before A-10, and what has none comes last", () => {
  const bins = ["A-10", "", "B-1", "A-2"];
  const list = bins.map((bin, n): Waiting => ({
    id: String(n + 1),
    priority: 0,
    dueAt: null,
    placedAt: 0,
    units: 1,
    isSingle: false,
    zone: "ES",
    bin,
  }));
  const [wave] = suggestWaves(list, { by: "zone", orders: 9, units: 99, singlesTogether: true });
  expect(wave?.ids.map((id) => given(id, list).bin)).toEqual(["A-2", "A-10", "B-1", ""]);
});

test("the same orders give the same batches, however they are listed", () => {
  fc.assert(
    fc.property(orders, limits, (list, limit) => {
      expect(suggestWaves(list.toReversed(), limit)).toEqual(suggestWaves(list, limit));
    }),
  );
});
