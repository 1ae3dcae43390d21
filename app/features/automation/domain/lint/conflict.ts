import { actionOf, type Step } from "../actions.ts";
import type { OrderFacts } from "../facts.ts";
import { fold } from "../fold.ts";
import type { Goal } from "./goal.ts";
import { findBeyond, findMatched, goalOf, isMatch, stops, type Lint, type LiveRule } from "./rules.ts";
import { nameOf } from "./shadow.ts";
import { IS_TRUE, NOT_TRUE } from "./want.ts";

/**
 * Pairs of rules that match some of the same orders and contradict each other in what they do. A rule for some of another rule's orders is how
 * exceptions are written, and not reported: before it, it is one (Al-Shaer and Hamed's firewall policy advisor, 2003, calls it generalization);
 * after it, it comes too late. What never takes effect (`taken`, of shadow.ts) contradicts nothing.
 */
export function findConflicts(lint: Lint, taken: ReadonlySet<string>): void {
  const claims = lint.rules.map(claimsOf);
  for (const [index, later] of lint.rules.entries()) {
    const late = claims[index];
    if (late === undefined || late.size === 0) continue;
    for (const [before, earlier] of lint.rules.slice(0, index).entries()) {
      const about = differsIn(claims[before] ?? new Map(), late);
      if (about === null || taken.has(nameOf(later, about))) continue;
      if (!stops(earlier) && !isException(lint, earlier, later)) {
        reportOverlap(lint, earlier, later, about);
      }
    }
  }
}

/** What a rule says that another one can contradict: of each action of which the first counts, with what; of each tag, whether it is there. */
function claimsOf({ rule }: LiveRule): ReadonlyMap<string, string> {
  return new Map(rule.then.flatMap((step) => claimOf(step) ?? []).map((claim) => [claim.about, claim.says] as const));
}

function claimOf({ do: key, ...params }: Step): { readonly about: string; readonly says: string } | null {
  if (key === "addTag" || key === "removeTag") {
    const { tag } = params as { readonly tag: string };
    return { about: `tag ${fold(tag)}`, says: key };
  }
  return actionOf(key).combine === "firstWins" ? { about: key, says: JSON.stringify(params) } : null;
}

function differsIn(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string | null {
  for (const [about, says] of one) if ((other.get(about) ?? says) !== says) return about;
  return null;
}

function isException(lint: Lint, earlier: LiveRule, later: LiveRule): boolean {
  return isPartOf(lint, earlier, later) || isPartOf(lint, later, earlier);
}

/** Every order the one matches is matched by the other; also when that cannot be ruled out. */
function isPartOf(lint: Lint, one: LiveRule, other: LiveRule): boolean {
  const { found } = findMatched(lint, [one], [other]);
  if (found === "undecided") lint.leaveOpen();
  return typeof found === "string";
}

function reportOverlap(lint: Lint, earlier: LiveRule, later: LiveRule, about: string): void {
  const [, tag] = /^tag (.*)$/.exec(about) ?? [];
  const undone = tag === undefined ? [] : [undoneBy(earlier, tag)];
  const witness = overlapOf(lint, earlier, later, undone);
  if (witness === null) return;
  const params = tag === undefined ? { action: about } : { action: "addTag", tag };
  lint.report({ code: "conflict", ruleIds: [later.rule.id, earlier.rule.id], params, witness });
}

/** The earlier rule has to change the tag for the later one to change it back; rules that hand an order on by its tags do not. */
function undoneBy({ rule }: LiveRule, tag: string): Goal {
  const adds = rule.then.some((step) => step.do === "addTag" && fold(step.tag) === tag);
  return { condition: { field: "order.tags", op: adds ? "hasNoneOf" : "hasAnyOf", value: [tag] }, want: IS_TRUE };
}

/** An order of which both rules are asked, which both match, and which is like that. */
function overlapOf(lint: Lint, earlier: LiveRule, later: LiveRule, more: readonly Goal[]): OrderFacts | null {
  const before = lint.rules.slice(0, later.index).filter(stops);
  const { found } =
    more.length === 0
      ? findMatched(lint, [earlier, later], before)
      : findBeyond(lint, [goalOf(earlier, IS_TRUE), goalOf(later, IS_TRUE), ...more], before, NOT_TRUE);
  if (found === "undecided") lint.leaveOpen();
  if (typeof found === "string") return null;
  return isMatch(earlier, found.facts) && isMatch(later, found.facts) ? found.facts : null;
}
