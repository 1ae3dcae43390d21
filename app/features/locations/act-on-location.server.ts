import type { LocationId, ShopId } from "../../core/ids.ts";
import { readJson } from "../../core/read-json.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { shopProfile } from "../shops/public.server.ts";
import { areaCovers, type Destination } from "./domain/area.ts";
import type { Faults } from "./domain/form-reader.ts";
import { instantOf, previewOf, type Preview } from "./domain/preview.ts";
import { readTexts } from "./domain/read-settings.ts";
import { copySections, SECTION_NAMES, type Section } from "./domain/sections.ts";
import { textsSchema, type LocationTexts } from "./domain/settings-form.ts";
import type { DeliveryArea } from "./domain/settings.ts";
import { nearYears, warningsOf, type Warning } from "./domain/warnings.ts";
import { readLocationSettings, saveLocationSettings } from "./store.server.ts";

/** What came of something that was asked of a location's page. `invalid`: nothing was stored. */
export type Outcome =
  | { readonly status: "saved" }
  | { readonly status: "copied"; readonly count: number }
  | { readonly status: "invalid"; readonly faults: Faults }
  | {
      readonly status: "preview";
      readonly preview: Preview;
      readonly warnings: readonly Warning[];
      /** Those that cover the address that was asked for; null: none was. */
      readonly areas: readonly Pick<DeliveryArea, "name" | "delivers">[] | null;
    }
  | { readonly status: "gone" | "notATime" };

/** Does what the page's form asks for by its field `do`. Throws a Response with 400 for what no page of ours sends. */
export async function actOnLocation(
  shopId: ShopId,
  id: LocationId,
  form: Readonly<Record<string, string>>,
  who: string,
  now: Date,
): Promise<Outcome> {
  if (form["do"] === "copy") {
    const words = (name: string) => new Set((form[name] ?? "").split(" "));
    const asked = words("sections");
    const sections = SECTION_NAMES.filter((section) => asked.has(section));
    return copyLocation(shopId, { from: id, to: words("to"), sections }, who, now);
  }
  const { data: texts } = textsSchema.safeParse(readJson(form["settings"] ?? ""));
  if (texts === undefined) throw new Response(null, { status: 400 });
  return form["do"] === "preview"
    ? previewLocation(shopId, id, texts, form, now)
    : saveLocation(shopId, id, texts, who, now);
}

/** Stores what was typed, or says what is wrong with it. */
async function saveLocation(
  shopId: ShopId,
  id: LocationId,
  texts: LocationTexts,
  who: string,
  now: Date,
): Promise<Outcome> {
  const { currency } = await shopProfile(shopId);
  const read = readTexts(texts, currency);
  if ("faults" in read) return { status: "invalid", faults: read.faults };
  return inShop(shopId, async (tx): Promise<Outcome> => {
    if (!(await readLocationSettings(tx)).some((location) => location.id === id)) return { status: "gone" };
    await saveLocationSettings(tx, [{ id, settings: read.settings }], who, now);
    return { status: "saved" };
  });
}

/**
 * What would become of an order under what was typed. Of the form: `at` is a time on the location's wall, empty for now; country, province and postal
 * are where it would go.
 */
async function previewLocation(
  shopId: ShopId,
  id: LocationId,
  texts: LocationTexts,
  form: Readonly<Record<string, string>>,
  now: Date,
): Promise<Outcome> {
  const { currency } = await shopProfile(shopId);
  const location = (await inShop(shopId, readLocationSettings)).find((each) => each.id === id);
  if (!location) return { status: "gone" };
  const read = readTexts(texts, currency);
  if ("faults" in read) return { status: "invalid", faults: read.faults };
  const { settings } = read;
  const { at = "", country = "", province = "", postal = "" } = form;
  const placedAt = at === "" ? now.getTime() : instantOf(at, settings.zone);
  if (placedAt === undefined) return { status: "notATime" };
  return {
    status: "preview",
    preview: previewOf(settings, placedAt),
    warnings: warningsOf(settings, location.coordinates !== null, nearYears(now)),
    areas:
      [country, province, postal].join("").trim() === ""
        ? null
        : settings.areas
            .filter((area) => areaCovers(area, location.coordinates, addressOf({ country, province, postal })))
            .map(({ name, delivers }) => ({ name, delivers })),
  };
}

/** An address as it was typed: nobody knows its coordinates. */
function addressOf({
  country,
  province,
  postal,
}: Readonly<Record<"country" | "province" | "postal", string>>): Destination {
  const known = (typed: string) => (typed.trim() === "" ? null : typed.trim().toUpperCase());
  return { country: known(country), province: known(province), postalCode: known(postal), coordinates: null };
}

interface Copying {
  readonly from: LocationId;
  readonly to: ReadonlySet<string>;
  readonly sections: readonly Section[];
}

/** Gives other locations the stored sections of this one. Those that nobody set are set then, with the usual settings for the rest. */
async function copyLocation(shopId: ShopId, { from, to, sections }: Copying, who: string, now: Date): Promise<Outcome> {
  return inShop(shopId, async (tx): Promise<Outcome> => {
    const all = await readLocationSettings(tx);
    const source = all.find(({ id }) => id === from);
    if (!source) return { status: "gone" };
    const changed = all
      .filter(({ id }) => id !== from && to.has(id))
      .map(({ id, settings }) => ({ id, settings: copySections(source.settings, settings, sections) }));
    await saveLocationSettings(tx, changed, who, now);
    return { status: "copied", count: changed.length };
  });
}
