import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Fault } from "./domain/fault.ts";
import { readRuleSet } from "./domain/read.ts";
import type { Rule } from "./domain/rule.ts";
import type { Version } from "./domain/version.ts";
import type { StoredSet } from "./sets.server.ts";
import { readVersion } from "./versions.server.ts";

/** The rules of a version; those that a later version of the app no longer knows are none, with what is wrong. */
export interface ReadRules {
  readonly rules: readonly Rule[];
  readonly faults: readonly Fault[];
}

export async function rulesOfVersion(
  tx: ShopTx,
  { trigger, channels, handlesAll }: StoredSet,
  version: Version | undefined,
): Promise<ReadRules> {
  if (version === undefined) return { rules: [], faults: [] };
  const rules = (await readVersion(tx, version.versionId))?.rules ?? [];
  const read = readRuleSet({ trigger, channels, handlesAll, rules });
  return "faults" in read ? { rules: [], faults: read.faults } : { rules: read.value.rules, faults: [] };
}
