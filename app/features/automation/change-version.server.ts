import { z } from "zod";
import type { RuleVersionId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { instantOfWall } from "./domain/edit/wall-text.ts";
import { approve, discardDraft, publish, revertTo, unschedule } from "./versions.server.ts";

/** What the page of a version sends. `seen`: the draft's `updatedAt` as it was shown. `at`: date and time on the shop's wall. */
export const versionActSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("approve"), seen: z.coerce.number(), note: z.string().trim().max(1_000) }),
  z.object({ do: z.literal("publish"), despite: z.literal("on").optional() }),
  z.object({ do: z.literal("schedule"), at: z.string(), despite: z.literal("on").optional() }),
  z.object({ do: z.enum(["unschedule", "discard", "revert"]) }),
]);
export type VersionAct = z.output<typeof versionActSchema>;

export type VersionOutcome =
  | { readonly status: "did"; readonly did: VersionAct["do"]; readonly versionId?: RuleVersionId }
  /** `changed`: it is no longer as the page showed it. `errors`: the linter found some and nobody said to go on despite them. */
  | { readonly status: "refused"; readonly code: "changed" | "errors" | "moment" | "past" };

/** Does what somebody asked for on the page of a version. `hasErrors`: what the linter says of its rules now. */
export async function changeVersion(
  tx: ShopTx,
  versionId: RuleVersionId,
  act: VersionAct,
  { timeZone, hasErrors }: { readonly timeZone: string; readonly hasErrors: () => Promise<boolean> },
  who: string,
  now: Date,
): Promise<VersionOutcome> {
  const did = (done: boolean): VersionOutcome =>
    done ? { status: "did", did: act.do } : { status: "refused", code: "changed" };
  switch (act.do) {
    case "approve":
      return did(await approve(tx, versionId, act, who, now));
    case "publish":
    case "schedule": {
      const from = act.do === "publish" ? now : momentOf(act.at, timeZone);
      if (from === undefined) return { status: "refused", code: "moment" };
      if (from < now) return { status: "refused", code: "past" };
      if (act.despite === undefined && (await hasErrors())) return { status: "refused", code: "errors" };
      return did(await publish(tx, versionId, from, who, now));
    }
    case "unschedule":
      return did(await unschedule(tx, versionId, who, now));
    case "discard":
      return did(await discardDraft(tx, versionId, who, now));
    case "revert": {
      const newer = await revertTo(tx, versionId, who, now);
      return newer === undefined ? did(false) : { status: "did", did: "revert", versionId: newer };
    }
  }
}

function momentOf(text: string, timeZone: string): Date | undefined {
  const at = instantOfWall(timeZone, text);
  return at === undefined ? undefined : new Date(at);
}
