import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { Bug } from "../../app/core/faults.ts";
import { parseId, type ShopId } from "../../app/core/ids.ts";

let seals: typeof import("../../app/platform/seal.server.ts");
const NEW_KEY = randomBytes(32);
const OLD_KEY = randomBytes(32);
beforeAll(async () => {
  process.env["SEAL_KEYS"] = `new:${NEW_KEY.toString("base64")},old:${OLD_KEY.toString("base64")}`;
  seals = await import("../../app/platform/seal.server.ts");
});

/** What `seal` made before the rotation: version 1, the key's name, and the text under that key. */
function sealedUnder(name: string, key: Buffer, text: string, context: string): Buffer {
  return Buffer.concat([Buffer.from([1, name.length]), Buffer.from(name), seals.sealWith(key, text, context)]);
}

describe("a sealed value", () => {
  test("opens to what it was, for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (bytes, context) => {
        expect(seals.open(seals.seal(bytes, context), context)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  test("does not show its text, and is different each time", () => {
    const one = seals.seal("ana@example.com", "person");
    expect(one.includes("ana@example.com")).toBe(false);
    expect(one.equals(seals.seal("ana@example.com", "person"))).toBe(false);
  });

  test("does not open in another place", () => {
    expect(() => seals.open(seals.seal("text", "shop 1 token"), "shop 2 token")).toThrow(Bug);
  });

  test("does not open when any of its bits is changed", () => {
    const sealed = seals.seal("text", "place");
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => seals.open(changed, "place")).toThrow(Bug);
    }
  });

  test.each(["text", ""])("of %j does not open when it is cut short, also inside its tag", (text) => {
    const sealed = seals.seal(text, "place");
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => seals.open(sealed.subarray(0, length), "place")).toThrow(Bug);
  });

  test("from before a rotation of the key still opens, and is known to be stale", () => {
    const old = sealedUnder("old", OLD_KEY, "text", "place");
    expect(seals.open(old, "place").toString()).toBe("text");
    expect(seals.isStale(old)).toBe(true);
    expect(seals.isStale(seals.seal("text", "place"))).toBe(false);
  });

  test("under a key that was taken away names the key and not the text", () => {
    const lost = sealedUnder("lost", randomBytes(32), "text", "place");
    expect(() => seals.open(lost, "place")).toThrow(
      new Bug('a sealed value names the key "lost", which SEAL_KEYS does not have'),
    );
  });
});

describe("the hash of a personal word", () => {
  const shop = (id: string) => parseId<ShopId>(id);

  test("is the same for the same word of the same shop, and for nothing else", () => {
    const hash = seals.wordHash(shop("1"), "ana");
    expect(seals.wordHash(shop("1"), "ana").equals(hash)).toBe(true);
    expect(seals.wordHash(shop("2"), "ana").equals(hash)).toBe(false);
    expect(seals.wordHash(shop("1"), "anna").equals(hash)).toBe(false);
    expect(hash).toHaveLength(16);
  });
});
