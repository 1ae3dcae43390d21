import fc from "fast-check";
import { expect, test } from "vitest";
import {
  followed,
  takeFromFollower,
  takeFromSource,
  UNHEARD,
  type Heard,
  type Message,
  type Rule,
  type Totals,
} from "./mailbox.ts";

/** A source and its followers: each has a number of its own, and boxes that lose, double and shuffle what is in them. */
class Shops {
  readonly rule: Rule;
  number: number;
  stated = 0;
  readonly followers: Follower[];
  /** How often a shop's number was changed because of another shop. */
  writes = 0;

  constructor(rule: Rule, number: number, count: number) {
    this.rule = rule;
    this.number = number;
    this.followers = Array.from({ length: count }, () => ({
      number: 0,
      own: { moved: 0, stated: 0 },
      heard: UNHEARD,
      toldNo: 0,
      toSource: [],
      source: UNHEARD,
      sourceToldNo: 0,
      sourceTold: "",
      fromSource: [],
    }));
  }

  /** A sale or an edit in one of the shops; the source is 0. */
  happen(who: number, by: number, isStated: boolean) {
    if (who === 0) {
      this.number += by;
      if (isStated) this.stated += by;
      return;
    }
    const follower = this.at(who - 1);
    if (follower.heard.number === null) return; // not begun yet
    follower.number += by;
    const { moved, stated } = follower.own;
    follower.own = isStated ? { moved, stated: stated + by } : { moved: moved + by, stated };
  }

  at(n: number): Follower {
    const follower = this.followers[n % this.followers.length];
    if (!follower) throw new Error("no follower");
    return follower;
  }

  followerSends(f: Follower) {
    f.toldNo += 1;
    f.toSource.push({ no: f.toldNo, ...f.own, ack: f.heard.totals, number: null });
  }

  /** `again`: it was asked, so it answers though nothing is new. */
  sourceSends(f: Follower, again: boolean) {
    const body = { moved: 0, stated: this.stated, ack: f.source.totals, number: this.number };
    if (!again && f.sourceTold === JSON.stringify(body)) return;
    f.sourceTold = JSON.stringify(body);
    f.sourceToldNo += 1;
    f.fromSource.push({ ...body, no: f.sourceToldNo });
  }

  sourceReads(f: Follower, place: number, keep: boolean) {
    const message = take(f.toSource, place, keep);
    const taken = message && takeFromFollower(f.source, message, this);
    if (!taken) return;
    f.source = taken.heard;
    if (taken.by !== 0) this.writes += 1;
    this.number += taken.by;
    this.sourceSends(f, true);
  }

  followerReads(f: Follower, place: number, keep: boolean) {
    const message = take(f.fromSource, place, keep);
    const heard = message && takeFromSource(f.heard, message);
    if (!heard) return;
    f.heard = heard;
    const number = followed(heard, f.own);
    if (number === null || number === f.number) return;
    this.writes += 1;
    f.number = number;
  }

  /** Nothing happens any more, and from now on nothing is lost. Returns the rounds until nobody has anything to say. */
  calm(): number {
    for (let round = 1; round < 10; round += 1) {
      const before = JSON.stringify([this.number, this.followers]);
      for (const f of this.followers) {
        // The regular look: what was not confirmed is said again.
        if (f.heard.ack.moved !== f.own.moved || f.heard.ack.stated !== f.own.stated) this.followerSends(f);
        while (f.toSource.length > 0) this.sourceReads(f, 0, false);
        this.sourceSends(f, round === 1);
        while (f.fromSource.length > 0) this.followerReads(f, 0, false);
      }
      if (round > 1 && before === JSON.stringify([this.number, this.followers])) return round;
    }
    throw new Error("never calm");
  }
}

interface Follower {
  number: number;
  own: Totals;
  heard: Heard;
  toldNo: number;
  readonly toSource: Message[];
  source: Heard;
  sourceToldNo: number;
  sourceTold: string;
  readonly fromSource: Message[];
}

function take(box: Message[], place: number, keep: boolean): Message | undefined {
  const at = place % Math.max(1, box.length);
  return keep ? box[at] : box.splice(at, 1)[0];
}

const rule = fc.constantFrom<Rule>("sum", "lowest", "source");
const shop = fc.nat(2);
const place = fc.nat(3);
const news = fc.oneof(
  fc.record({ do: fc.constant("followerSends" as const), shop }),
  fc.record({ do: fc.constant("sourceSends" as const), shop }),
  fc.record({ do: fc.constantFrom("sourceReads" as const, "followerReads" as const), shop, place, keep: fc.boolean() }),
  fc.record({ do: fc.constant("lose" as const), shop, place }),
);
const change = fc.record({
  do: fc.constant("happen" as const),
  shop,
  by: fc.integer({ min: -5, max: 5 }),
  isStated: fc.boolean(),
});
type Step = typeof news | typeof change extends fc.Arbitrary<infer S> ? S : never;

function run(shops: Shops, steps: readonly Step[]) {
  for (const step of steps) {
    if (step.do === "happen") {
      shops.happen(step.shop, step.by, step.isStated);
      continue;
    }
    const follower = shops.at(step.shop);
    if (step.do === "followerSends") shops.followerSends(follower);
    else if (step.do === "sourceSends") shops.sourceSends(follower, false);
    else if (step.do === "lose") take(follower.toSource, step.place, false);
    else shops[step.do](follower, step.place, step.keep);
  }
}

const totalOf = ({ followers }: Shops, kind: keyof Totals) => followers.reduce((sum, { own }) => sum + own[kind], 0);

test("two or three shops agree in the end, and no sale is lost or counted twice, under each rule, however their messages travel", () => {
  fc.assert(
    fc.property(
      rule,
      fc.integer({ min: 1, max: 2 }),
      fc.array(fc.oneof(news, news, change), { maxLength: 80 }),
      (wins, count, steps) => {
        const shops = new Shops(wins, 20, count);
        shops.calm();
        run(shops, steps);
        expect(shops.calm()).toBeLessThanOrEqual(4);
        expect(shops.followers.map(({ number }) => number)).toEqual(shops.followers.map(() => shops.number));
        const ours = steps.reduce((sum, step) => (step.do === "happen" && step.shop === 0 ? sum + step.by : sum), 0);
        const sold = 20 + ours + totalOf(shops, "moved");
        // Without a conflict, and with the sum always, all that was stated counts; otherwise the lower ones and the source's do.
        if (wins === "sum") expect(shops.number).toBe(sold + totalOf(shops, "stated"));
        if (!steps.some((step) => step.do === "happen" && step.isStated)) expect(shops.number).toBe(sold);
        const { writes } = shops;
        shops.calm();
        expect(shops.writes).toBe(writes);
      },
    ),
    { numRuns: 1_000 },
  );
});

test("one sale changes each other shop once", () => {
  fc.assert(
    fc.property(rule, shop, fc.array(news, { maxLength: 60 }), (wins, who, steps) => {
      const shops = new Shops(wins, 20, 2);
      shops.calm();
      shops.writes = 0;
      shops.happen(who, -1, false);
      run(shops, steps);
      shops.calm();
      expect(shops.writes).toBe(2);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["sum", 27],
  ["lowest", 22],
  ["source", 25],
] as const)("two numbers stated at the same time: %s gives %i; one after the other, both count", (wins, together) => {
  const shops = new Shops(wins, 20, 1);
  shops.calm();
  shops.happen(0, 5, true);
  shops.happen(1, 2, true);
  shops.happen(1, 0, false);
  shops.calm();
  expect(shops.number).toBe(together);
  shops.happen(1, 3, true);
  shops.calm();
  shops.happen(0, -1, true);
  shops.calm();
  expect([shops.number, shops.at(0).number]).toEqual([together + 2, together + 2]);
});
