import { dateOf } from "../../core/calendar/day.ts";
import type { RuleVersionId } from "../../core/ids.ts";
import { localDay } from "../../core/local-time.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import { readLocationSettings } from "../locations/public.server.ts";
import { readDistinct, readNames, type Names } from "./choices.server.ts";
import { COUNTRIES } from "./domain/edit/countries.ts";
import { valuesIn } from "./domain/edit/values-in.ts";
import { witnessRows, type WitnessRow } from "./domain/edit/witness.ts";
import type { LocationFacts } from "./domain/facts.ts";
import type { ShopList } from "./domain/fields/field.ts";
import { LEVELS, type Finding, type Level } from "./domain/lint/finding.ts";
import { lint } from "./domain/lint/lint.ts";
import type { LintShop } from "./domain/lint/shop.ts";
import { PLAIN_LOCATION } from "./domain/plain-order.ts";
import type { Rule } from "./domain/rule.ts";
import { liveVersion, type Version } from "./domain/version.ts";
import { readMatches } from "./matches.server.ts";
import { rulesOfVersion } from "./rules-of-version.server.ts";
import { readSet, type StoredSet } from "./sets.server.ts";
import { readVersion, readVersions } from "./versions.server.ts";

/** A rule that matched nothing for so long is dead. */
const DEAD_DAYS = 90;
const DAY_MS = 86_400_000;

/** The shop in whose zone and money rules are checked. */
export interface Where {
  readonly timeZone: string;
  readonly currency: string;
}

/** A finding as it is shown: of its witness what the rules ask about. */
export interface ShownFinding extends Omit<Finding, "witness"> {
  readonly level: Level;
  readonly rows: readonly WitnessRow[];
}

/** What the linter finds in rules of a set, the worst first, in the order of the rules. Some 10 ms for 50 rules, 200 ms for 500. */
export async function lintRules(
  tx: ShopTx,
  { set, versions }: { readonly set: StoredSet; readonly versions: readonly Version[] },
  rules: readonly Rule[],
  where: Where,
  now: Date,
): Promise<ShownFinding[]> {
  const { trigger, channels, handlesAll } = set;
  const { findings } = lint(
    { trigger, channels, handlesAll, rules },
    await lintShop(tx, rules, where, now),
    await matchedLately(tx, set, versions, where, now),
  );
  const order = new Map(rules.map(({ id }, index) => [id, index]));
  const placeOf = ({ ruleIds: [first] }: Finding) => (first === undefined ? -1 : (order.get(first) ?? 0));
  return findings
    .toSorted((a, b) => RANKS[levelOf(a)] - RANKS[levelOf(b)] || placeOf(a) - placeOf(b))
    .map((finding) => {
      const { witness, ...told } = finding;
      const about = rules.filter(({ id }) => finding.ruleIds.length === 0 || finding.ruleIds.includes(id));
      return { ...told, level: levelOf(finding), rows: witnessRows(about, witness) };
    });
}

const RANKS: Readonly<Record<Level, number>> = { error: 0, warning: 1, note: 2 };

/** An id of something deleted is wrong. A tag or a vendor may only be new: what the shop has no example of yet. */
function levelOf({ code, params }: Finding): Level {
  const isId = params["list"] === "locations" || params["list"] === "products";
  return code === "vanished" && !isId ? "warning" : LEVELS[code];
}

/** Whether a version has errors that somebody who publishes it should know of. */
export async function hasErrors(tx: ShopTx, versionId: RuleVersionId, where: Where, now: Date): Promise<boolean> {
  const version = await readVersion(tx, versionId);
  const set = version && (await readSet(tx, version.setId));
  if (version === undefined || set === undefined) return false;
  const { rules, faults } = await rulesOfVersion(tx, set, version);
  const versions = await readVersions(tx, set.setId);
  const findings = await lintRules(tx, { set, versions }, rules, where, now);
  return faults.length > 0 || findings.some(({ level }) => level === "error");
}

async function lintShop(tx: ShopTx, rules: readonly Rule[], where: Where, now: Date): Promise<LintShop> {
  const values = valuesIn(rules);
  const names = await readNames(tx, values);
  const lists: Partial<Record<ShopList, ReadonlySet<string>>> = { countries: new Set(COUNTRIES) };
  for (const list of values.keys()) {
    const known = await knownValues(tx, list, names);
    if (known !== undefined) lists[list] = known;
  }
  return { ...where, at: now.getTime(), lists, locations: await ordinaryLocations(tx) };
}

/** Where an order can always come from, whether one did or not (Shopify's `sourceName`). */
const CHANNELS = ["web", "pos", "shopify_draft_order"];

/** The values that a list has; undefined when that cannot be said: too many to read, none yet, or those seen are not all there are. */
async function knownValues(tx: ShopTx, list: ShopList, names: Names): Promise<ReadonlySet<string> | undefined> {
  switch (list) {
    case "locations":
    case "products":
      return new Set(Object.keys(names[list] ?? {}));
    case "locationTags":
      return new Set(await readDistinct(tx, list));
    case "vendors":
    case "productTypes":
    case "productTags":
    case "orderTags":
    case "customerTags":
    case "paymentGateways":
    case "channels": {
      const found = await readDistinct(tx, list);
      if (found === undefined || found.length === 0) return undefined;
      return new Set([...found, ...(list === "channels" ? CHANNELS : [])]);
    }
    case "countries":
    case "currencies":
    case "provinces":
    case "shippingMethods":
      return undefined;
  }
}

/** The locations that ship, as they are when nothing is unusual: open, with stock, not too busy. */
async function ordinaryLocations(tx: ShopTx): Promise<LocationFacts[]> {
  const set = new Map((await readLocationSettings(tx)).map((location) => [location.id, location]));
  const shipping = (await readLocations(tx)).filter(({ active, shipsInventory }) => active && shipsInventory);
  return shipping.map(({ id, isFulfillmentService, country, province }, index) => {
    const { isSet = false, settings } = set.get(id) ?? {};
    const kind = !isSet || settings === undefined || settings.kind === "other" ? null : settings.kind;
    return {
      ...PLAIN_LOCATION,
      id,
      kind: isFulfillmentService ? "service" : kind,
      tags: settings?.tags ?? [],
      country,
      province: country === null || province === null ? null : `${country}-${province}`,
      timeZone: isSet && settings !== undefined ? settings.zone : null,
      isAssigned: index === 0,
    };
  });
}

/** How often rules matched in 90 days that were live all that time; a set that is paused is not asked. */
async function matchedLately(
  tx: ShopTx,
  set: StoredSet,
  versions: readonly Version[],
  { timeZone }: Where,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const then = now.getTime() - DEAD_DAYS * DAY_MS;
  const before = liveVersion(versions, then);
  if (before === undefined || set.pausedAt !== null) return new Map();
  const { rules } = await rulesOfVersion(tx, set, before);
  const since = dateOf(localDay(timeZone, then));
  const counts = new Map((await readMatches(tx, set.setId, since)).map(({ ruleId, matched }) => [ruleId, matched]));
  return new Map(rules.map(({ id }) => [id, counts.get(id) ?? 0]));
}
