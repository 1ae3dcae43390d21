import fc from "fast-check";
import { expect, test } from "vitest";
import { decideLine, type AcceptedLine } from "./decide-line.ts";
import type { Movement } from "./since-count.ts";

/** A shelf and its number in Shopify, which was wrong from the beginning by `error`; goods come and go, and each of it is explained by a document. */
const story = fc.record({
  shelf: fc.integer({ min: 0, max: 50 }),
  error: fc.integer({ min: -10, max: 10 }),
  moves: fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 12 }),
  countedAfter: fc.nat(12),
  /** At each attempt: how much has happened, and how much of it the mirror and the ledger know; both lag, each on its own. */
  attempts: fc.array(fc.record({ happened: fc.nat(12), seen: fc.nat(12), explained: fc.nat(12) }), { maxLength: 8 }),
});

const minute = (n: number) => new Date(n * 60_000);
const EVERYTHING = { happened: 99, seen: 99, explained: 99 };

test("whatever moves between count and write, and however late we learn of it, the number written is what lies on the shelf", () => {
  fc.assert(
    fc.property(story, ({ shelf, error, moves, countedAfter, attempts }) => {
      const upTo = (n: number) => moves.slice(0, n).reduce((sum, units) => sum + units, 0);
      const before = Math.min(countedAfter, moves.length);
      const entries = moves.map((onHand, n): Movement => ({
        cause: onHand < 0 ? "shipped" : "restocked",
        documentKind: "order",
        onHand,
        since: null,
        occurredAt: minute(n + 1),
      }));
      const line: AcceptedLine = {
        counted: shelf + upTo(before),
        countedAt: minute(before + 0.5),
        sure: false,
        write: null,
      };
      const opening = shelf + error;
      let happened = before;
      let shopify: number | undefined;
      for (const look of [...attempts, EVERYTHING]) {
        happened = Math.max(happened, Math.min(look.happened, moves.length));
        const seen = Math.min(look.seen, happened);
        // Documents of what moved before the count are read by the time somebody has reviewed it.
        const explained = Math.max(before, Math.min(look.explained, happened));
        const [onHand, expected] = [opening + upTo(seen), opening + upTo(explained)];
        const level = { exists: true, tracked: true, active: true, onHand, expected };
        const decision = decideLine(line, level, entries.slice(0, explained), minute(99));
        if (decision.do === "same") shopify = opening + upTo(happened);
        // Shopify compares: what was decided from something else than it has now is refused.
        if (decision.do === "write" && decision.from === opening + upTo(happened)) shopify = decision.to;
        if (shopify !== undefined) break;
      }
      expect(shopify).toBe(shelf + upTo(happened));
    }),
  );
});
