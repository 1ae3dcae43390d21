import type { Rule, TriggerKey } from "../../app/features/automation/domain/rule.ts";
import type { InstalledShop, TestWorld } from "../setup/world.ts";

interface Whose {
  readonly trigger?: TriggerKey;
  /** None: all. */
  readonly channels?: readonly string[];
}

/** Rules go live in a set of their own: what a merchant does in three pages. */
export async function live(
  world: TestWorld,
  { shopId }: InstalledShop,
  rules: readonly Omit<Rule, "enabled" | "name">[],
  { trigger = "order.routing", channels = [] }: Whose = {},
): Promise<void> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { createSet } = await import("../../app/features/automation/sets.server.ts");
  const { approve, publish, saveDraft } = await import("../../app/features/automation/versions.server.ts");
  const now = world.clock.now();
  await inShop(shopId, async (tx) => {
    const setId = await createSet(tx, { trigger, name: "Test", channels, handlesAll: false }, "7", now);
    if (setId === undefined) throw new Error("no set");
    const named = rules.map((rule) => ({ enabled: true, name: `Rule ${rule.id}`, ...rule }));
    const saved = await saveDraft(tx, setId, { rules: named, seen: null }, "7", now);
    if (saved.kind === "stale") throw new Error("stale");
    await approve(tx, saved.versionId, { seen: now.getTime(), note: "" }, "7", now);
    await publish(tx, saved.versionId, now, "7", now);
  });
}

/** How often each rule matched, and could not be told: [matched, unknown]. */
export async function matchesOf(
  world: TestWorld,
  { shopId }: InstalledShop,
): Promise<Record<string, readonly [matched: number, unknown: number]>> {
  const { rows } = await world.owner.query<{ rule_id: string; matched: number; unknown: number }>(
    "select rule_id, sum(matched)::int as matched, sum(unknown)::int as unknown from rule_match where shop_id = $1 group by rule_id",
    [shopId],
  );
  return Object.fromEntries(rows.map((row) => [row.rule_id, [row.matched, row.unknown]]));
}
