import { z } from "zod";
import { INBOX_KINDS, type InboxKind } from "../../core/inbox.ts";
import { readJson } from "../../core/read-json.ts";

/** As many as a page shows. */
const MOST_ROWS = 50;

const KINDS = Object.keys(INBOX_KINDS) as [InboxKind, ...InboxKind[]];
const thingSchema = z.object({ kind: z.enum(KINDS), ref: z.string().min(1).max(200) });
/** Things as the page names them: JSON. */
export const thingsSchema = z.string().transform(readJson).pipe(z.array(thingSchema).min(1).max(MOST_ROWS));
