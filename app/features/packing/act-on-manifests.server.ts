import { z } from "zod";
import { readId, type LocationId, type ManifestId, type ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { closeManifest } from "./manifests.server.ts";

/** What a button of the page sends. */
export const manifestActSchema = z.object({
  do: z.literal("close"),
  location: z
    .string()
    .transform((text, context) => readId<LocationId>(text) ?? (context.addIssue("not an id"), z.NEVER)),
  carrier: z.string().max(100),
});

export type ManifestOutcome =
  | { readonly status: "closed"; readonly manifestId: ManifestId; readonly parcels: number }
  /** `none`: somebody else closed it a moment ago, or the parcels are gone. */
  | { readonly status: "refused"; readonly code: "forbidden" | "none" };

/** Closes what waits for a driver. Throws a Response with 400 for what no form of ours sends. */
export async function actOnManifests(
  shopId: ShopId,
  form: Readonly<Record<string, string>>,
  who: string,
  now: Date,
): Promise<ManifestOutcome> {
  const parsed = manifestActSchema.safeParse(form);
  if (!parsed.success) throw new Response(null, { status: 400 });
  const { location: locationId, carrier } = parsed.data;
  return inShop(shopId, async (tx): Promise<ManifestOutcome> => {
    const closed = await closeManifest(tx, { locationId, carrier }, "none", who, now);
    return closed ? { status: "closed", ...closed } : { status: "refused", code: "none" };
  });
}
