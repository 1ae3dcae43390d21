import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batchesOf, BrokenBulk, groupsOf, linesOf, type BulkGroup, type BulkObject } from "./bulk-lines.ts";

const order = (id: number): BulkObject => ({ __typename: "Order", id: `gid://shopify/Order/${id}` });
const line = (id: number, of: number): BulkObject => ({
  __typename: "LineItem",
  id: `gid://shopify/LineItem/${id}`,
  __parentId: `gid://shopify/Order/${of}`,
});

async function* stream<T>(values: Iterable<T>): AsyncGenerator<T> {
  yield* values;
}
async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const value of values) list.push(value);
  return list;
}
const jsonl = (objects: readonly BulkObject[]) => objects.map((object) => JSON.stringify(object));

describe("the lines of a bulk result", () => {
  test("are the same, however the stream is cut, even inside a letter", async () => {
    const text = '{"a":"ñandú 🦤"}\n\n{"b":2}\r\n{"c":3}';
    const bytes = new TextEncoder().encode(text);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), async (sizes) => {
        const chunks: Uint8Array[] = [];
        for (let at = 0, i = 0; at < bytes.length; i += 1) {
          const size = sizes[i % sizes.length] ?? 1;
          chunks.push(bytes.subarray(at, at + size));
          at += size;
        }
        expect((await all(linesOf(stream(chunks)))).map((each) => each.trim())).toEqual([
          '{"a":"ñandú 🦤"}',
          '{"b":2}',
          '{"c":3}',
        ]);
      }),
    );
  });

  test.each([
    ["cut inside a letter", new Uint8Array([0x7b, 0xc3])],
    ["of bytes that are not UTF-8", new Uint8Array([0x7b, 0xff, 0x7d, 0x0a])],
  ])("%s are refused", async (_name, bytes) => {
    await expect(all(linesOf(stream([bytes])))).rejects.toThrow(BrokenBulk);
  });
});

describe("groups", () => {
  const FILE = [order(1), line(11, 1), line(12, 1), order(2), order(3), line(31, 3)];

  test("are a root with its children, counted in lines", async () => {
    expect(await all(groupsOf(stream(jsonl(FILE))))).toEqual([
      { root: order(1), children: [line(11, 1), line(12, 1)], lines: 3 },
      { root: order(2), children: [], lines: 4 },
      { root: order(3), children: [line(31, 3)], lines: 6 },
    ]);
  });

  test("go on after any group where a run stopped, and give the rest and nothing twice", async () => {
    const whole = await all(groupsOf(stream(jsonl(FILE))));
    for (const [index, { lines }] of whole.entries()) {
      expect(await all(groupsOf(stream(jsonl(FILE)), lines))).toEqual(whole.slice(index + 1));
    }
  });

  test("may have grandchildren", async () => {
    const grandchild = { __typename: "X", id: "gid://shopify/X/9", __parentId: "gid://shopify/LineItem/11" };
    expect(await all(groupsOf(stream(jsonl([order(1), line(11, 1), grandchild]))))).toMatchObject([{ lines: 3 }]);
  });

  test.each([
    ["a child away from its root", jsonl([order(1), order(2), line(11, 1)])],
    ["a child before any root", jsonl([line(11, 1)])],
    ["a line that is not JSON", ["{"]],
    ["a line without an id", ['{"__typename":"Order"}']],
  ])("with %s are refused", async (_name, lines) => {
    await expect(all(groupsOf(stream(lines)))).rejects.toThrow(BrokenBulk);
  });
});

test("batches hold every group once, in order, and are cut only between groups", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 9 })), fc.integer({ min: 1, max: 20 }), async (sizes, size) => {
      const groups: BulkGroup[] = sizes.map((children, index) => ({
        root: order(index + 1),
        children: Array.from({ length: children }, (_, child) => line(child, index + 1)),
        lines: 0,
      }));
      const batches = await all(batchesOf(stream(groups), size));
      expect(batches.flat()).toEqual(groups);
      const lines = (batch: readonly BulkGroup[]) => batch.reduce((sum, { children }) => sum + 1 + children.length, 0);
      expect(batches.every((batch) => batch.length > 0 && lines(batch.slice(0, -1)) < size)).toBe(true);
    }),
  );
});
