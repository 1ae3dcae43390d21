import { z } from "zod";
import { readId } from "../../core/ids.ts";
import { readJson } from "../../core/read-json.ts";
import { CHECKS } from "./domain/pickup-state.ts";

const id = z.string().refine((text) => readId(text) !== undefined);
const units = z.coerce.number().int().min(0).max(100_000);
/** Units by line, as the form of the desk sends them: `{"<line>": 2}`. */
const lines = z.string().max(20_000).transform(readJson).pipe(z.record(id, units));

/** What the buttons of a pickup send. */
export const pickupActSchema = z.discriminatedUnion("act", [
  z.object({ act: z.literal("ready") }),
  z.object({
    act: z.literal("collect"),
    lines,
    checked: z.enum(CHECKS),
    code: z.string().max(100).default(""),
    /** Somebody else came: their name, which is kept sealed. */
    collector: z.string().trim().max(100).default(""),
  }),
  z.object({ act: z.literal("remind") }),
  z.object({ act: z.literal("keep"), days: z.coerce.number().int().min(1).max(60) }),
  z.object({ act: z.literal("refund") }),
  z.object({ act: z.literal("transfer"), locationId: id, lines, days: z.coerce.number().int().min(0).max(60) }),
]);
export type PickupAct = z.infer<typeof pickupActSchema>;

/** What came of it; codes have texts under `refused` in the locales. */
export type PickupOutcome =
  | { readonly status: "did"; readonly did: PickupAct["act"] }
  | {
      readonly status: "refused";
      readonly code:
        | "gone"
        | "busy"
        | "settled"
        | "not_ready"
        | "already"
        | "nothing"
        | "too_many"
        | "wrong_code"
        | "locked"
        | "not_connected"
        | "unread";
    };
