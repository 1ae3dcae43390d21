import { z } from "zod";
import { readId, type LocationId, type ManifestId, type ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";
import { askAgain, askForSheet, makesSheets } from "./make-manifest.server.ts";
import { closeManifest } from "./manifests.server.ts";

/** What a button of the page sends. */
export const manifestActSchema = z.discriminatedUnion("do", [
  z.object({
    do: z.literal("close"),
    location: z
      .string()
      .transform((text, context) => readId<LocationId>(text) ?? (context.addIssue("not an id"), z.NEVER)),
    carrier: z.string().max(100),
    courier: z.string().max(100).default(""),
  }),
  z.object({
    do: z.literal("ask"),
    manifest: z
      .string()
      .transform((text, context) => readId<ManifestId>(text) ?? (context.addIssue("not an id"), z.NEVER)),
  }),
]);

export type ManifestOutcome =
  | { readonly status: "closed"; readonly manifestId: ManifestId; readonly parcels: number }
  | { readonly status: "asked" }
  /** `none`: somebody else closed it a moment ago, or the parcels are gone. */
  | { readonly status: "refused"; readonly code: "none" };

/** Closes what waits for a driver, and asks the carrier for its own sheet where it makes such; or asks again for one it refused. Throws a Response with 400 for what no form of ours sends. */
export async function actOnManifests(
  shopId: ShopId,
  form: Readonly<Record<string, string>>,
  who: string,
  now: Date,
): Promise<ManifestOutcome> {
  const parsed = manifestActSchema.safeParse(form);
  if (!parsed.success) throw new Response(null, { status: 400 });
  const act = parsed.data;
  return inShop(shopId, async (tx): Promise<ManifestOutcome> => {
    if (act.do === "ask")
      return (await askAgain(tx, act.manifest, now)) ? { status: "asked" } : { status: "refused", code: "none" };
    const { location: locationId, carrier, courier } = act;
    const sheet = makesSheets(carrier) ? "asked" : "none";
    const closed = await closeManifest(tx, { locationId, carrier, courier }, sheet, who, now);
    if (!closed) return { status: "refused", code: "none" };
    await tell(
      tx,
      { code: "manifests.closed", subject: `manifest:${closed.manifestId}`, data: { count: closed.parcels }, who },
      now,
    );
    if (sheet === "asked") await askForSheet(tx, closed.manifestId, "", now);
    return { status: "closed", ...closed };
  });
}
