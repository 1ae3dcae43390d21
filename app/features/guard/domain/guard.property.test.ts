import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ProductId } from "../../../core/ids.ts";
import { afterWrite, toClose, toOpen, type Claim, type Found, type Thing } from "./claim.ts";
import { isGuarded } from "./guarded.ts";
import { planProduct } from "./plan-product.ts";

/** A product in Shopify with two variants and two channels, and the guard's book of it. "" is closed (DENY, not published). */
interface World {
  things: Map<string, string>;
  stock: Map<string, number>;
  on: boolean;
  channels: string[];
  claims: Map<string, { phase: Claim["phase"]; former: string }>;
}
const VARIANTS = ["1", "2"];
const CHANNELS = ["8", "9"];
const OPEN: Record<string, string> = { variant: "CONTINUE", publication: "2026-01-02T00:00:00Z" };
const keyOf = (thing: Thing, id: string) => `${thing} ${id}`;
const thingOf = (key: string) => key.split(" ")[0] as Thing;

const start = (policies: readonly boolean[], published: readonly boolean[]): World => ({
  things: new Map([
    ...VARIANTS.map((id, n) => [keyOf("variant", id), policies[n] ? "CONTINUE" : ""] as const),
    ...CHANNELS.map((id, n) => [keyOf("publication", id), published[n] ? "2026-01-02T00:00:00Z" : ""] as const),
  ]),
  stock: new Map(VARIANTS.map((id) => [id, 5])),
  on: false,
  channels: CHANNELS,
  claims: new Map(),
});

/** Plans and carries out, as the lanes do, until nothing is left; says how often something was written. `lost`: the first answer of each write is. */
function follow(world: World, lost = false): number {
  let writes = 0;
  for (let round = 0; ; round += 1) {
    const steps = planProduct({
      guarded: world.on,
      variants: VARIANTS.map((id) => ({ id, tracked: true, sellable: world.stock.get(id) ?? 0 })),
      channels: world.channels,
      claims: [...world.claims].map(([key, claim]) => ({
        ...claim,
        busy: false,
        thing: thingOf(key),
        id: key.split(" ")[1] ?? "",
      })),
    });
    if (steps.length === 0 || round > 9) return round > 9 ? Infinity : writes;
    for (const { thing, id, step } of steps) {
      const key = keyOf(thing, id);
      if (step === "forget") world.claims.delete(key);
      else writes += carryOut(world, key, step, lost);
    }
  }
}

function carryOut(world: World, key: string, way: "close" | "open", lost: boolean): number {
  const claim = world.claims.get(key) ?? { phase: "closing", former: "" };
  let writes = 0;
  const attempt = (tried: boolean) => {
    const found: Found[] = [{ id: key, now: world.things.get(key), former: claim.former }];
    const work = way === "close" ? toClose(found) : toOpen(found, tried);
    for (const { former } of work.write) {
      if (way === "close") claim.former = former;
      world.things.set(key, way === "close" ? "" : claim.former);
      writes += 1;
    }
    return work.outcome[key] ?? "gone";
  };
  if (lost) attempt(false);
  const came = attempt(lost);
  const left = afterWrite(claim.former, came, way);
  if (left) world.claims.set(key, left);
  else world.claims.delete(key);
  return writes;
}

const variant = fc.constantFrom(...VARIANTS);
const event = fc.oneof(
  fc.record({ what: fc.constant("stock" as const), id: variant, units: fc.integer({ min: -2, max: 3 }) }),
  fc.record({ what: fc.constant("guard" as const), on: fc.boolean() }),
  fc.record({ what: fc.constant("channels" as const), channels: fc.subarray(CHANNELS) }),
  fc.record({
    what: fc.constant("merchant" as const),
    key: fc.constantFrom(
      ...VARIANTS.map((id) => keyOf("variant", id)),
      ...CHANNELS.map((id) => keyOf("publication", id)),
    ),
    open: fc.boolean(),
  }),
);
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;
const merchantFree = event.filter(({ what }) => what !== "merchant");

function happen(world: World, each: Event): void {
  if (each.what === "stock") world.stock.set(each.id, each.units);
  else if (each.what === "guard") world.on = each.on;
  else if (each.what === "channels") world.channels = each.channels;
  else world.things.set(each.key, each.open ? (OPEN[thingOf(each.key)] ?? "") : "");
}

const shop = fc.tuple(
  fc.array(fc.boolean(), { minLength: 2, maxLength: 2 }),
  fc.array(fc.boolean(), { minLength: 2, maxLength: 2 }),
);

describe("the guard, whatever happens", () => {
  test("writes each thing once at most for one change, and then rests", () => {
    fc.assert(
      fc.property(shop, fc.array(event, { maxLength: 25 }), ([policies, published], events) => {
        const world = start(policies, published);
        for (const each of events) {
          happen(world, each);
          expect(follow(world)).toBeLessThanOrEqual(4);
          expect(follow(world)).toBe(0);
        }
      }),
    );
  });

  test.each([false, true])("off, everything is as it was to the letter (answers lost: %s)", (lost) => {
    fc.assert(
      fc.property(shop, fc.array(merchantFree, { maxLength: 25 }), ([policies, published], events) => {
        const world = start(policies, published);
        const before = new Map(world.things);
        for (const each of events) {
          happen(world, each);
          follow(world, lost);
        }
        world.on = false;
        follow(world, lost);
        expect(world.things).toEqual(before);
        expect(world.claims.size).toBe(0);
      }),
    );
  });

  test("what the merchant opened while it was closed is not closed again before its stock was back", () => {
    fc.assert(
      fc.property(shop, variant, ([policies, published], id) => {
        const world = start(policies, published);
        Object.assign(world, { on: true });
        world.stock.set(id, 0);
        follow(world);
        happen(world, { what: "merchant", key: keyOf("variant", id), open: true });
        world.stock.set(id, -1);
        follow(world);
        expect(world.things.get(keyOf("variant", id))).toBe("CONTINUE");
        world.stock.set(id, 4);
        follow(world);
        expect(world.things.get(keyOf("variant", id))).toBe("CONTINUE");
      }),
    );
  });

  test("on and left alone, a sold-out variant can never be bought, and a sold-out product is on none of the chosen channels", () => {
    fc.assert(
      fc.property(shop, fc.array(merchantFree, { maxLength: 25 }), ([policies, published], events) => {
        const world = start(policies, published);
        for (const each of events) {
          happen(world, each);
          follow(world);
          if (!world.on) continue;
          const gone = VARIANTS.filter((id) => (world.stock.get(id) ?? 0) <= 0);
          for (const id of gone) expect(world.things.get(keyOf("variant", id))).toBe("");
          if (gone.length === VARIANTS.length)
            for (const id of world.channels) expect(world.things.get(keyOf("publication", id))).toBe("");
        }
      }),
    );
  });
});

describe("a write", () => {
  const found = (now: string | undefined, former = ""): Found[] => [{ id: "1", now, former }];

  test("leaves alone what was closed before, and calls it not its own", () => {
    expect(toClose(found(""))).toEqual({ write: [], outcome: { "1": "kept" } });
    expect(toClose(found("CONTINUE"))).toEqual({
      write: [{ id: "1", former: "CONTINUE" }],
      outcome: { "1": "closed" },
    });
  });

  test("does not quarrel with a merchant who opened it first", () => {
    expect(toOpen(found("CONTINUE", "CONTINUE"), false)).toEqual({ write: [], outcome: { "1": "kept" } });
    expect(toOpen(found(undefined, "CONTINUE"), false)).toEqual({ write: [], outcome: { "1": "gone" } });
  });

  test("a claim whose write was withdrawn is not thought to have closed anything", () => {
    expect(
      planProduct({
        guarded: false,
        variants: [],
        channels: [],
        claims: [{ thing: "variant", id: "1", phase: "closing", former: "", busy: false }],
      }),
    ).toEqual([{ thing: "variant", id: "1", step: "forget" }]);
  });

  test("untracked variants are never gone, and keep their product on its channels", () => {
    const variants = [
      { id: "1", tracked: true, sellable: 0 },
      { id: "2", tracked: false, sellable: 0 },
    ];
    expect(planProduct({ guarded: true, variants, channels: ["8"], claims: [] })).toEqual([
      { thing: "variant", id: "1", step: "close" },
    ]);
  });
});

test("a product is looked after by its own rule, else by its tags, of which one may exclude, else by the rule for all", () => {
  const productId = "5" as ProductId;
  const rule = (scope: "product" | "tag" | "all", label: string, include: boolean) => ({
    ruleId: "1",
    scope,
    productId: scope === "product" ? productId : null,
    label,
    include,
  });
  const product = { productId, tags: ["a", "b"] };
  expect(isGuarded([], product)).toBe(false);
  expect(isGuarded([rule("all", "", true)], product)).toBe(true);
  expect(isGuarded([rule("all", "", true), rule("tag", "a", true), rule("tag", "b", false)], product)).toBe(false);
  expect(isGuarded([rule("product", "", true), rule("tag", "b", false)], product)).toBe(true);
  expect(isGuarded([rule("tag", "c", true)], product)).toBe(false);
});
