import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carryOut, ModelLink, ModelShop, type Level, type Writer } from "../tests/factories/stock-model.ts";
import type { InventoryItemId } from "./core/ids.ts";
import { KINDS, MOST, type BufferRule } from "./features/buffers/domain/rule.ts";

const RUNS = { numRuns: 100 };
const id = (text: string) => text as InventoryItemId;
const part = (item: string, quantity: number) => ({ itemId: id(item), quantity });

/**
 * A source sells a thing, a second one, and a kit of two and one; its follower sells the same thing, and packs of three. Each shop has buffers and a
 * guard, or not.
 */
class Pair {
  readonly source: ModelShop;
  readonly follower: ModelShop;
  readonly link: ModelLink;
  /** Units that shoppers took or somebody added, by item. */
  readonly came = new Map<string, number>();

  constructor(thing: number, second: number) {
    this.source = new ModelShop(
      { thing, second, kit: 0 },
      new Map([[id("kit"), [part("thing", 2), part("second", 1)]]]),
    );
    this.follower = new ModelShop({ thing: 0, pack: 0 }, new Map([[id("pack"), [part("thing", 3)]]]));
    this.link = new ModelLink(this.source.of("thing"), this.follower.of("thing"));
  }
  get shops() {
    return { source: this.source, follower: this.follower };
  }
  levels(): { readonly name: string; readonly shop: ModelShop; readonly level: Level; readonly there: () => number }[] {
    return Object.entries(this.shops).flatMap(([name, shop]) =>
      [...shop.levels.values()].map((level) => ({
        name: `${name} ${level.itemId}`,
        shop,
        level,
        there: () => this.there(level),
      })),
    );
  }
  /** How many of it there are, behind buffers or not. */
  private there(level: Level): number {
    const units = (at: Level) => at.truth.available + at.truth.safety;
    if (level === this.follower.of("thing")) return units(this.source.of("thing"));
    if (level === this.follower.of("pack")) return Math.floor(units(this.source.of("thing")) / 3);
    if (level === this.source.of("kit"))
      return Math.min(Math.floor(units(this.source.of("thing")) / 2), units(this.source.of("second")));
    return units(level);
  }
  look(which: "source" | "follower") {
    this.shops[which].look();
    if (which === "source") this.link.lookAtSource();
    else this.link.lookAtFollower();
  }
  private state(): string {
    return JSON.stringify(this.levels().map(({ level }) => [level.truth, level.carried, level.policy, level.claim]));
  }
  /** Nothing happens any more, and nothing is lost. Returns the rounds until nobody writes or says anything; `each` is called between all steps. */
  calm(each: () => void = () => undefined): number {
    for (let round = 0; round < 40; round += 1) {
      const before = this.state();
      let said = 0;
      this.link.remind();
      for (const which of ["source", "follower"] as const) {
        for (const level of this.shops[which].levels.values()) {
          while (level.unexplained.length > 0) level.explain(0);
          level.see();
        }
        while (this.link.boxes[which].length > 0) {
          said += 1;
          this.link.read(which, 0, false);
        }
        this.look(which);
        for (const level of this.shops[which].levels.values()) {
          carryOut(this.shops[which], level);
          each();
        }
      }
      const waiting = this.link.boxes.source.length + this.link.boxes.follower.length;
      if (before === this.state() && said + waiting === 0) return round;
    }
    throw new Error(
      `never calm: ${JSON.stringify(this.levels().map(({ name, level }) => [name, level.truth, level.held]))}`,
    );
  }
}

const which = fc.constantFrom("source" as const, "follower" as const);
const place = fc.nat(4);
const item = fc.constantFrom("source thing", "source second", "source kit", "follower thing", "follower pack");
const writer = fc.constantFrom<Writer>("Buffer", "Group", "Link");
const lag = fc.oneof(
  fc.record({ do: fc.constant("see" as const), item }),
  fc.record({ do: fc.constant("explain" as const), item, place }),
  fc.record({ do: fc.constant("look" as const), which }),
  fc.record({ do: fc.constantFrom("send" as const, "settle" as const), item, writer }),
  fc.record({ do: fc.constant("policy" as const), item, lost: fc.boolean() }),
  fc.record({ do: fc.constant("read" as const), which, place, keep: fc.boolean() }),
  fc.record({ do: fc.constant("lose" as const), which, place }),
);
const sale = fc.record({ do: fc.constant("sell" as const), item, units: fc.integer({ min: 1, max: 3 }) });
const largeSale = sale.chain((each) => fc.nat(30).map((units) => ({ ...each, units: units + 1 })));
const edit = fc.record({ do: fc.constant("edit" as const), item, units: fc.integer({ min: -6, max: 9 }) });
const rule = fc.record({ kind: fc.constantFrom(...KINDS), amount: fc.nat(60) });
const setting = fc.oneof(
  fc.record({ do: fc.constant("buffer" as const), which, rule: fc.option(rule) }),
  fc.record({ do: fc.constant("guard" as const), which, on: fc.boolean() }),
);
const step = fc.oneof({ weight: 5, arbitrary: lag }, { weight: 2, arbitrary: sale }, edit, setting);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

let ruleNo = 0;
function bufferRule({ kind, amount }: { kind: BufferRule["kind"]; amount: number }): BufferRule {
  ruleNo += 1;
  const rest = { scope: "all", itemId: null, locationId: null, label: "" } as const;
  return { ruleId: String(ruleNo), kind, amount: Math.min(amount, MOST[kind]), ...rest };
}

/** Does one step. */
function run(pair: Pair, each: Step): void {
  if ("item" in each) {
    const found = pair.levels().find(({ name }) => name === each.item);
    if (!found) throw new Error(each.item);
    const { level, shop, name } = found;
    const happen = (cause: "order" | "outside", units: number) => {
      level.happen(cause, { available: units, safety: 0 });
      pair.came.set(name, (pair.came.get(name) ?? 0) + units);
    };
    if (each.do === "sell") {
      if (level.policy === "CONTINUE" || level.truth.available >= each.units) happen("order", -each.units);
    } else if (each.do === "edit") happen("outside", each.units);
    else if (each.do === "see") level.see();
    else if (each.do === "explain") level.explain(each.place);
    else if (each.do === "policy") shop.writePolicy(level, each.lost);
    else level[each.do](each.writer);
    return;
  }
  const shop = pair.shops[each.which];
  if (each.do === "look") pair.look(each.which);
  else if (each.do === "read") pair.link.read(each.which, each.place, each.keep);
  else if (each.do === "lose") pair.link.boxes[each.which].splice(each.place, 1);
  else if (each.do === "guard") shop.guard = each.on;
  else shop.rules = each.rule ? [bufferRule(each.rule)] : [];
}

/** Both shops as they are after some settings and a first look. */
const begun = fc
  .record({
    thing: fc.integer({ min: 0, max: 30 }),
    second: fc.integer({ min: 0, max: 12 }),
    policies: fc.array(fc.constantFrom("CONTINUE", ""), { minLength: 5, maxLength: 5 }),
    settings: fc.array(setting, { maxLength: 4 }),
  })
  .map(({ thing, second, policies, settings }) => ({ thing, second, policies, settings }));
type Begun = typeof begun extends fc.Arbitrary<infer B> ? B : never;

function begin({ thing, second, policies, settings }: Begun): Pair {
  const pair = new Pair(thing, second);
  for (const [n, { level }] of pair.levels().entries()) level.policy = policies[n] ?? "";
  pair.calm();
  for (const each of settings) run(pair, each);
  pair.calm();
  return pair;
}

const story = (arbitrary: fc.Arbitrary<Step>, maxLength = 60) => fc.array(arbitrary, { maxLength });
const sumOf = ({ truth }: Level) => truth.available + truth.safety;

describe("links, kits, buffers and guards together", () => {
  test("come to rest after whatever happened; no unit is lost or invented, and all show what is there", () => {
    fc.assert(
      fc.property(begun, story(step), (first, steps) => {
        const pair = begin(first);
        for (const each of steps) run(pair, each);
        expect(pair.calm()).toBeLessThanOrEqual(12);
        const { source, follower } = pair;
        const came = (name: string) => pair.came.get(name) ?? 0;
        const things = 2 * came("source kit") + came("follower thing") + 3 * came("follower pack");
        expect(sumOf(source.of("thing"))).toBe(first.thing + came("source thing") + things);
        expect(sumOf(source.of("second"))).toBe(first.second + came("source second") + came("source kit"));
        expect(sumOf(source.of("kit"))).toBe(source.allowed("kit"));
        expect(sumOf(follower.of("thing"))).toBe(source.of("thing").truth.available);
        expect(sumOf(follower.of("pack"))).toBe(follower.allowed("pack"));
      }),
      RUNS,
    );
  });

  test("a sale never puts up for sale what is not there, at no moment, whatever is late", () => {
    fc.assert(
      fc.property(begun, largeSale, story(lag), (first, sold, steps) => {
        const pair = begin(first);
        const before = new Map<string, number>();
        const look = () => {
          for (const { name, level, there } of pair.levels()) {
            if (level.truth.available > Math.max(before.get(name) ?? Infinity, there()))
              throw new Error(`${name} rose to ${level.truth.available} of ${there()}`);
            before.set(name, level.truth.available);
          }
        };
        run(pair, sold);
        for (const each of steps) {
          run(pair, each);
          look();
        }
        pair.calm(look);
      }),
      RUNS,
    );
  });

  test("one thing that happens is followed by few writes of each level, and by one of its policy", () => {
    fc.assert(
      fc.property(begun, fc.oneof(sale, edit, setting), story(lag), (first, act, steps) => {
        const pair = begin(first);
        const carried = pair.levels().map(({ level }) => level.carried);
        const policies = pair.levels().map(({ level }) => level.policies);
        run(pair, act);
        for (const each of steps) run(pair, each);
        pair.calm();
        for (const [n, { level, name }] of pair.levels().entries()) {
          // What somebody typed over what follows is taken off, and put back once it is known to be an edit.
          const own = name === "source thing" || name === "source second";
          expect(level.carried - (carried[n] ?? 0)).toBeLessThanOrEqual(8);
          expect(level.policies - (policies[n] ?? 0)).toBeLessThanOrEqual(own ? 1 : 2);
        }
      }),
      RUNS,
    );
  });

  test("where shoppers wait for the news, nobody buys what is not there", () => {
    fc.assert(
      fc.property(begun, fc.array(sale, { maxLength: 25 }), fc.boolean(), (first, sales, guarded) => {
        const pair = begin(first);
        for (const { level, shop } of pair.levels()) {
          if (guarded) shop.guard = true;
          else level.policy = "";
        }
        pair.calm();
        for (const each of sales) {
          // Where a merchant sells on without stock, the guard takes a sold-out thing away; it cannot make a cart smaller.
          run(pair, { ...each, units: guarded ? 1 : each.units });
          pair.calm();
        }
        for (const { level, name } of pair.levels())
          expect([name, sumOf(level)]).toEqual([name, Math.max(0, sumOf(level))]);
      }),
      RUNS,
    );
  });

  test("with the guard and the buffers off, policies are as they were to the letter, and nothing is kept back", () => {
    fc.assert(
      fc.property(begun, story(step), (first, steps) => {
        const pair = begin(first);
        for (const each of steps) run(pair, each);
        for (const shop of [pair.source, pair.follower]) Object.assign(shop, { guard: false, rules: [] });
        pair.calm();
        const levels = pair.levels().map(({ level }) => level);
        expect(levels.map(({ policy }) => policy)).toEqual(first.policies);
        expect(levels.map(({ claim, held, truth }) => [claim, held, truth.safety])).toEqual(
          levels.map(() => [null, 0, 0]),
        );
      }),
      RUNS,
    );
  });
});
