import type { TFunction } from "i18next";
import type { ManifestId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { formatMoment, formatNumber } from "../../platform/i18n/format.ts";
import type { Locale } from "../../platform/i18n/locale.ts";
import { shopProfile } from "../shops/public.server.ts";
import { askPrinter } from "./ask-printer.server.ts";
import type { ManifestPaper } from "./domain/manifest-sheet.ts";
import { carriedBy } from "./domain/carried-by.ts";
import { manifestLines, readManifest } from "./manifests.server.ts";
import { paperSettings } from "./settings.server.ts";

/** Our own sheet of a manifest as PDF: its parcels, how many, how heavy, and a place to sign. Undefined when the shop has none of this number. */
export async function manifestFile(
  shopId: ShopId,
  manifestId: ManifestId,
  locale: Locale,
  t: TFunction<"packing">,
): Promise<Uint8Array | undefined> {
  const read = await inShop(shopId, async (tx) => {
    const manifest = await readManifest(tx, manifestId);
    const { sender, paper } = await paperSettings(tx);
    const { timezone } = await shopProfile(shopId);
    return manifest && { manifest, lines: await manifestLines(tx, manifestId), sender, paper, timezone };
  });
  if (!read) return undefined;
  const { manifest, lines, sender, timezone } = read;
  const weight = (grams: number | null) =>
    grams === null ? "" : t("weight", { kilograms: formatNumber(grams / 1_000, locale) });
  const page: ManifestPaper = {
    title: t("manifestPaper.title", { manifest: manifestId }),
    facts: [
      carriedBy(manifest),
      manifest.location,
      formatMoment(manifest.closedAt, timezone, locale),
      ...(sender === "" ? [] : [sender]),
    ],
    code: `M${manifestId}`,
    parcels: lines.map(({ grams, ...line }) => ({ ...line, weight: weight(grams) })),
    totals: [t("manifestPaper.parcels", { count: lines.length }), weight(manifest.grams)].filter(Boolean).join(" · "),
    words: {
      parcel: t("manifestPaper.number"),
      order: t("manifestPaper.order"),
      tracking: t("manifestPaper.tracking"),
      service: t("manifestPaper.service"),
      weight: t("manifestPaper.weight"),
      driver: t("manifestPaper.driver"),
      signature: t("manifestPaper.signature"),
      takenAt: t("manifestPaper.takenAt"),
      page: t("paper.page", { page: "{{page}}", pages: "{{pages}}" }),
    },
  };
  // A list for a driver goes on a page of an office, also where slips go on labels.
  const paper = read.paper === "label" ? "a4" : read.paper;
  return askPrinter({ documents: [{ kind: "manifest", manifest: page }], paper, twoUp: false });
}
