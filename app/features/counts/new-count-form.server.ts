import { z } from "zod";
import { readId, type LocationId, type ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import { createCount, type Created } from "./create-count.server.ts";
import { REASONS, SCOPES } from "./domain/count.ts";

const LONGEST_NAME = 60;
const MOST_CHOICES = 500;

const text = z.string().transform((value) => value.replaceAll("\0", "").trim());
const formSchema = z.object({
  name: text,
  location: z.string(),
  scope: z.enum(SCOPES),
  scopeValue: text.default(""),
  assignee: text.transform((value) => value.slice(0, LONGEST_NAME)).default(""),
  blind: z.enum(["yes", "no"]),
  reason: z.enum(REASONS),
});

export type NewCountOutcome =
  Created | { readonly status: "refused"; readonly code: "name" | "location"; readonly text: string };

/** What the form for a new count offers. */
export async function newCountChoices(tx: ShopTx) {
  const bins = await tx.rows<{ location_id: LocationId; bin: string }>(
    "select location_id, bin from item_bin where shop_id = $1 group by location_id, bin order by bin limit $2",
    [tx.shopId, MOST_CHOICES],
  );
  const vendors = await tx.rows<{ vendor: string }>(
    "select vendor from inventory_item where shop_id = $1 and vendor <> '' and deleted_at is null group by vendor order by vendor limit $2",
    [tx.shopId, MOST_CHOICES],
  );
  return {
    locations: (await readLocations(tx)).filter(({ active }) => active).map(({ id, name }) => ({ id, name })),
    bins: bins.map(({ location_id: locationId, bin }) => ({ locationId, bin })),
    vendors: vendors.map(({ vendor }) => vendor),
  };
}

/** Makes a count from the form. Throws a Response with 400 for a form that is none of ours. */
export async function createCountFromForm(
  shopId: ShopId,
  texts: Readonly<Record<string, string>>,
  now: Date,
): Promise<NewCountOutcome> {
  const parsed = formSchema.safeParse(texts);
  if (!parsed.success) throw new Response(null, { status: 400 });
  const { name, location, blind, ...rest } = parsed.data;
  const locationId = readId<LocationId>(location);
  if (name === "" || name.length > LONGEST_NAME) return { status: "refused", code: "name", text: "" };
  if (locationId === undefined) return { status: "refused", code: "location", text: "" };
  return inShop(shopId, (tx) => createCount(tx, { ...rest, name, locationId, blind: blind === "yes" }, now));
}
