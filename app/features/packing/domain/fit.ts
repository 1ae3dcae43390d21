import { sides, volume, type Size } from "./box.ts";

interface Place extends Size {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** So many placements are tried for one box: all there are for five or six things. Then the answer is "no", which is the safe one. */
const MOST_TRIES = 20_000;
/** More things than that are packed greedily. */
const FEW = 6;

/**
 * Do these things go into a box of this size, each turned as it likes, side by side with the walls? Yes is certain: there is a way. No may be too careful where
 * there are many things.
 */
export function fits(things: readonly Size[], box: Size): boolean {
  const room = volume(box);
  if (things.reduce((sum, thing) => sum + volume(thing), 0) > room) return false;
  const inner = sides(box);
  const isTooLong = (thing: Size) => sides(thing).some((side, n) => side > (inner[n] ?? 0));
  if (things.some(isTooLong)) return false;
  // The largest first; equal ones together, so that the same order of them is not tried twice.
  const sorted = things.toSorted(
    (a, b) => volume(b) - volume(a) || sides(b)[0] - sides(a)[0] || sides(b)[1] - sides(a)[1],
  );
  const whole: Place = { x: 0, y: 0, z: 0, length: inner[0], width: inner[1], height: inner[2] };
  return place(sorted, [whole], { left: things.length <= FEW ? MOST_TRIES : things.length * 40 });
}

/**
 * Puts the first thing into the corner of a free space and parts the rest of that space into three by straight cuts (guillotine), then the next thing, going
 * back where it leads nowhere.
 */
function place(things: readonly Size[], spaces: readonly Place[], tries: { left: number }): boolean {
  const [thing, ...rest] = things;
  if (thing === undefined) return true;
  for (const [n, space] of spaces.entries())
    for (const turned of turns(thing)) {
      if (turned.length > space.length || turned.width > space.width || turned.height > space.height) continue;
      if ((tries.left -= 1) < 0) return false;
      const others = spaces.filter((_, each) => each !== n);
      for (const parts of cuts(space, turned)) {
        // The smallest space first: what is large stays free for what is large.
        const free = [...others, ...parts].filter((part) => volume(part) > 0).toSorted((a, b) => volume(a) - volume(b));
        if (place(rest, free, tries)) return true;
        if (tries.left <= 0) return false;
      }
    }
  return false;
}

/** The ways a thing can lie. */
function turns(thing: Size): Size[] {
  const [a, b, c] = sides(thing);
  const all = [
    [a, b, c],
    [a, c, b],
    [b, a, c],
    [b, c, a],
    [c, a, b],
    [c, b, a],
  ] as const;
  const seen = new Map(all.map((each) => [each.join(), each]));
  return [...seen.values()].map(([length, width, height]) => ({ length, width, height }));
}

/** What is left of a space beside, behind and above a thing in its corner: two ways to cut. */
function cuts({ x, y, z, length, width, height }: Place, thing: Size): readonly (readonly Place[])[] {
  const above: Place = { x, y, z: z + thing.height, length, width, height: height - thing.height };
  const layer = { z, height: thing.height };
  const [besideX, behindY] = [x + thing.length, y + thing.width];
  const [restX, restY] = [length - thing.length, width - thing.width];
  return [
    [
      above,
      { ...layer, x: besideX, y, length: restX, width },
      { ...layer, x, y: behindY, length: thing.length, width: restY },
    ],
    [
      above,
      { ...layer, x: besideX, y, length: restX, width: thing.width },
      { ...layer, x, y: behindY, length, width: restY },
    ],
  ];
}
