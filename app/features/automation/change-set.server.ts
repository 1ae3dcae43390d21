import { z } from "zod";
import { readId, type RuleSetId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { changeSet, moveSet, pauseSet } from "./sets.server.ts";

/** What the buttons beside a set send. */
export const setActSchema = z.object({
  do: z.enum(["up", "down", "pause", "resume"]),
  set: z.string().transform((text, context): RuleSetId => {
    const setId = readId<RuleSetId>(text);
    if (setId === undefined) context.addIssue("no set");
    return setId ?? z.NEVER;
  }),
});
type SetAct = z.output<typeof setActSchema>;

export type SetActAnswer = { readonly status: "did"; readonly did: SetAct["do"] };

/** Moves a set among those of its trigger, pauses it or lets it go on. What is so already stays so. */
export async function actOnSet(tx: ShopTx, { do: act, set }: SetAct, who: string, now: Date): Promise<SetActAnswer> {
  if (act === "up" || act === "down") await moveSet(tx, set, act === "up" ? -1 : 1, who, now);
  else await pauseSet(tx, set, act === "pause", who, now);
  return { status: "did", did: act };
}

/** What the settings of a set send; channels separated by line ends. */
export const setSettingsSchema = z.object({
  name: z.string().trim().max(120),
  channels: z.string().transform((text) => text.split("\n").filter((channel) => channel !== "")),
  handlesAll: z.enum(["on", "off"]).transform((text) => text === "on"),
});

export type SettingsAnswer = { readonly status: "saved" | "nameless" };

export async function saveSettings(
  tx: ShopTx,
  setId: RuleSetId,
  settings: z.output<typeof setSettingsSchema>,
  who: string,
  now: Date,
): Promise<SettingsAnswer> {
  if (settings.name === "") return { status: "nameless" };
  if (!(await changeSet(tx, setId, settings, who, now))) throw new Response(null, { status: 404 });
  return { status: "saved" };
}
