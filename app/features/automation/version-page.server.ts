import type { RuleSetId, RuleVersionId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readNames } from "./choices.server.ts";
import { compareRules } from "./domain/edit/compare.ts";
import { valuesIn } from "./domain/edit/values-in.ts";
import { liveVersion } from "./domain/version.ts";
import { lintRules, type Where } from "./lint-set.server.ts";
import { rulesOfVersion } from "./rules-of-version.server.ts";
import { setHead, shownSet, shownVersion } from "./set-page.server.ts";

/** All versions of a set, newest first. Undefined: there is no such set. */
export async function versionsPage(shopId: ShopId, setId: RuleSetId, now: Date) {
  return inShop(shopId, async (tx) => {
    const shown = await shownSet(tx, setId, now);
    if (shown === undefined) return undefined;
    const { versions } = shown;
    return { set: setHead(shown, now), versions: versions.map((version) => shownVersion(version, versions, now)) };
  });
}

/** One version beside the live one. Undefined: there is no such version of this set. */
export async function versionPage(
  shopId: ShopId,
  { setId, versionId }: { readonly setId: RuleSetId; readonly versionId: RuleVersionId },
  where: Where,
  now: Date,
) {
  return inShop(shopId, async (tx) => {
    const shown = await shownSet(tx, setId, now);
    const version = shown?.versions.find((each) => each.versionId === versionId);
    if (shown === undefined || version === undefined) return undefined;
    const { set, versions } = shown;
    const live = liveVersion(versions, now.getTime());
    const { rules, faults } = await rulesOfVersion(tx, set, version);
    const before = live?.versionId === versionId ? rules : (await rulesOfVersion(tx, set, live)).rules;
    return {
      set: setHead(shown, now),
      version: shownVersion(version, versions, now),
      /** As `updatedAt` was when it was shown: what is approved is what was seen. */
      seen: version.updatedAt,
      count: rules.length,
      faults,
      findings: await lintRules(tx, shown, rules, where, now),
      called: rules.map(({ id, name }) => ({ id, name })),
      differences: compareRules(before, rules),
      names: await readNames(tx, valuesIn([rules, before])),
    };
  });
}
