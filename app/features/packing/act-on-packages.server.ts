import { z } from "zod";
import { readId, type BoxId, type ShopId } from "../../core/ids.ts";
import { readJson } from "../../core/read-json.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";
import { shopProfile } from "../shops/public.server.ts";
import { deleteBox, saveBoxes } from "./boxes.server.ts";
import { missingSides, sizeFieldsSchema } from "./domain/metafield-size.ts";
import { paperSettingsSchema } from "./domain/paper-settings.ts";
import { BOX_COLUMNS, readBoxes } from "./domain/read-boxes.ts";
import type { RowError } from "./domain/read-rows.ts";
import { moveSizes } from "./metafield-sizes.server.ts";
import { paperSettings, savePaperSettings } from "./settings.server.ts";
import { uploadBoxes, uploadSizes, type Uploaded } from "./upload.server.ts";

/** What a form of the page sends. A box has the columns of the file, and is read as a row of it. */
export const packagesActSchema = z.discriminatedUnion("do", [
  z.object({
    do: z.literal("box"),
    name: z.string(),
    length: z.string(),
    width: z.string(),
    height: z.string(),
    unit: z.string(),
    empty: z.string(),
    most: z.string(),
    cost: z.string(),
  }),
  z.object({ do: z.literal("delete"), box: z.string() }),
  z.object({ do: z.literal("sizes"), fields: z.string().max(2_000) }),
  z.object({ do: z.literal("paper"), settings: z.string().max(20_000) }),
]);

export type PackagesOutcome =
  | Uploaded
  | { readonly status: "saved"; readonly what: "box" | "delete" | "paper" | "sizes" }
  /** Fields that name no metafield, or sides that are missing beside others. */
  | { readonly status: "wrongSizes"; readonly fields: readonly string[] }
  /** Which field of the form, and what about it. */
  | { readonly status: "wrong"; readonly field: (typeof BOX_COLUMNS)[number]; readonly error: RowError }
  | { readonly status: "refused"; readonly code: "too_large" | "empty" | "gone" };

/** Does what a form of the page asks. Throws a Response with 400 for what no form of ours sends. */
export async function actOnPackages(
  shopId: ShopId,
  form: Readonly<Record<string, string>>,
  who: string,
  now: Date,
): Promise<PackagesOutcome> {
  const parsed = packagesActSchema.safeParse(form);
  if (!parsed.success) throw new Response(null, { status: 400 });
  const act = parsed.data;
  return inShop(shopId, async (tx): Promise<PackagesOutcome> => {
    switch (act.do) {
      case "box": {
        const { currency } = await shopProfile(shopId);
        const row = { line: 2, cells: BOX_COLUMNS.map((column) => act[column]) };
        const { boxes, errors } = readBoxes([{ line: 1, cells: BOX_HEADINGS }, row], currency);
        const [error] = errors;
        const field = error && BOX_COLUMNS[BOX_HEADINGS.indexOf(error.column)];
        if (error) return { status: "wrong", field: field ?? "name", error };
        await saveBoxes(tx, boxes);
        await tell(tx, { code: "boxes.saved", who }, now);
        return { status: "saved", what: "box" };
      }
      case "delete": {
        const boxId = readId<BoxId>(act.box);
        if (boxId === undefined || !(await deleteBox(tx, boxId))) return { status: "refused", code: "gone" };
        await tell(tx, { code: "boxes.removed", subject: `box:${boxId}`, who }, now);
        return { status: "saved", what: "delete" };
      }
      case "paper": {
        const settings = paperSettingsSchema.safeParse(readJson(act.settings));
        if (!settings.success) throw new Response(null, { status: 400 });
        const { sizes } = await paperSettings(tx);
        await savePaperSettings(tx, { ...settings.data, sizes }, who, now);
        return { status: "saved", what: "paper" };
      }
      case "sizes": {
        const fields = sizeFieldsSchema.safeParse(readJson(act.fields));
        if (!fields.success)
          return { status: "wrongSizes", fields: fields.error.issues.map(({ path }) => path.join(".")) };
        const missing = missingSides(fields.data);
        if (missing.length > 0) return { status: "wrongSizes", fields: missing };
        const before = await paperSettings(tx);
        await savePaperSettings(tx, { ...before, sizes: fields.data }, who, now);
        await moveSizes(tx, before.sizes, fields.data, now);
        return { status: "saved", what: "sizes" };
      }
    }
  });
}

/** Takes a file of boxes or of sizes. */
export async function uploadPackages(
  shopId: ShopId,
  what: Uploaded["what"],
  file: Uint8Array,
  now: Date,
): Promise<PackagesOutcome> {
  return inShop(shopId, async (tx) => {
    const taken =
      what === "sizes"
        ? await uploadSizes(tx, file)
        : await uploadBoxes(tx, file, (await shopProfile(shopId)).currency);
    if (taken.rows > 0) await tell(tx, { code: `${what}.loaded`, data: { count: taken.rows } }, now);
    return taken;
  });
}

/** The names of the columns as the reader of files knows them. */
const BOX_HEADINGS = BOX_COLUMNS.map(
  (column) => ({ empty: "empty weight", most: "most weight" })[column as string] ?? column,
);
