import fc from "fast-check";
import { expect, test } from "vitest";
import { orders, ruleSets } from "../../../../../tests/factories/rules.ts";
import { SEEDED_SHOP } from "../../../../../tests/factories/seeded-rules.ts";
import { compileRules, runRules } from "../run.ts";
import { lint } from "./lint.ts";
import { isPlausible } from "./plausible.ts";

const SHOP = { ...SEEDED_SHOP, lists: {} };
/** Orders that there could be in this shop. */
const real = fc
  .sample(orders, { numRuns: 20_000, seed: 5 })
  .filter((facts) => facts.currency === "EUR" && isPlausible(facts));

test("whatever the rules are, no order is found that shows a finding to be wrong", () => {
  expect(real.length).toBeGreaterThan(200);
  fc.assert(
    fc.property(ruleSets, (set) => {
      const compiled = compileRules(set.rules);
      const asked =
        set.channels.length === 0 ? real : real.filter(({ order }) => set.channels.includes(order.channel ?? ""));
      const { findings } = lint(set, SHOP);
      for (const { code, ruleIds, params, witness } of findings) {
        const [ruleId] = ruleIds;
        const isTaken = (facts: (typeof real)[number]) => {
          const match = runRules(compiled, facts).matched.find((each) => each.ruleId === ruleId);
          if (match === undefined) return true;
          if (code === "contradiction") return false;
          if (code === "actionShadowed") return match.overruled.some((key) => key === params["action"]);
          return match.overruled.length === set.rules.find(({ id }) => id === ruleId)?.then.length;
        };
        if (["contradiction", "shadowed", "actionShadowed"].includes(code)) expect(asked.every(isTaken)).toBe(true);
        expect(isPlausible(witness)).toBe(true);
        const matched = runRules(compiled, witness).matched.map((each) => each.ruleId);
        if (code === "conflict") expect(matched).toEqual(expect.arrayContaining([...ruleIds]));
        if (code === "unhandled") expect(matched).toEqual([]);
        if (code === "contradiction") expect(matched).not.toContain(ruleId);
      }
    }),
    { numRuns: 120 },
  );
});
