import { z } from "zod";
import type { ManifestId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { readFile, replaceFile } from "../../platform/files.server.ts";
import { factsOf, openCarrier } from "../carriers/public.server.ts";
import { recordIntents, type EffectHandler } from "../intents/public.server.ts";
import { readManifest } from "./manifests.server.ts";

/** As long as a label: after that nobody asks what a driver signed. */
const KEEP_MS = 90 * 86_400_000;

const made = z.object({ carrierRef: z.string(), fileId: z.string() });

/** Does this carrier make sheets of its own? Only then it is asked. */
export const makesSheets = (carrier: string): boolean => factsOf(carrier)?.can.manifest ?? false;

/** Has the carrier asked for its sheet of a closed list. `attempt`: what makes this question another one than the last. */
export async function askForSheet(tx: ShopTx, manifestId: ManifestId, attempt: string, now: Date): Promise<void> {
  // `clicked`: a person closed the list for the driver who stands there.
  await recordIntents(
    tx,
    [
      {
        kind: "manifest.make",
        orderId: null,
        subject: ["manifest", manifestId, attempt].filter(Boolean).join(" "),
        input: { manifestId },
      },
    ],
    now,
    { clicked: true },
  );
}

/** Asks again for a sheet that was refused; false when it was not, or somebody else asked a moment ago. */
export async function askAgain(tx: ShopTx, manifestId: ManifestId, now: Date): Promise<boolean> {
  const changed = await tx.run(
    "update handover_manifest set sheet = 'asked', codes = '{}' where shop_id = $1 and manifest_id = $2 and sheet = 'refused'",
    [tx.shopId, manifestId],
  );
  if (changed > 0) await askForSheet(tx, manifestId, now.toISOString(), now);
  return changed > 0;
}

/** Asks a carrier for its sheet of the parcels on a list, and keeps it: the same parcels give the same sheet, so asking twice makes none twice. */
export const makeManifest: EffectHandler<"manifest.make"> = {
  kind: "manifest.make",

  async act({ shopId, now }, { input: { manifestId } }) {
    const { carrier, refs } = await inShop(shopId, async (tx) => {
      const manifest = await readManifest(tx, manifestId);
      return {
        carrier: manifest && (await openCarrier(tx, manifest.carrier)),
        refs: await carrierRefs(tx, manifestId),
      };
    });
    if (!carrier) return { status: "refused", codes: ["no_carrier"] };
    if (refs.length === 0) return { status: "refused", codes: ["unknown_shipment"] };
    const outcome = await carrier.manifest(refs);
    if (outcome.status === "refused") return outcome;
    const { carrierRef, contentType, bytes } = outcome.manifest;
    const file = { owner: `manifest:${manifestId}`, contentType, bytes, createdAt: now };
    const fileId = await inShop(shopId, (tx) =>
      replaceFile(tx, { ...file, deleteAfter: new Date(now.getTime() + KEEP_MS) }),
    );
    return { status: "done", outcome: { carrierRef, fileId } satisfies z.input<typeof made> };
  },

  // Asking again is looking: the carrier gives the sheet that it made.
  async lookUp() {
    return { status: "notDone" };
  },

  async settled(tx, { input }, outcome) {
    const { carrierRef, fileId } = made.parse(outcome);
    await tx.run(
      "update handover_manifest set sheet = 'made', codes = '{}', carrier_ref = $3, file_id = $4 where shop_id = $1 and manifest_id = $2",
      [tx.shopId, input.manifestId, carrierRef, fileId],
    );
  },

  async refused(tx, { input }, codes) {
    await tx.run("update handover_manifest set sheet = 'refused', codes = $3 where shop_id = $1 and manifest_id = $2", [
      tx.shopId,
      input.manifestId,
      codes,
    ]);
  },
};

/** The carrier's own numbers of what is on a list; a label that was given back since is on no sheet. */
async function carrierRefs(tx: ShopTx, manifestId: ManifestId): Promise<string[]> {
  const rows = await tx.rows<{ ref: string }>(
    `select p.carrier_ref as ref from manifest_parcel x join parcel p on p.shop_id = x.shop_id and p.parcel_id = x.parcel_id
      where x.shop_id = $1 and x.manifest_id = $2 and p.carrier_ref is not null and p.stage <> 'void' order by p.parcel_id`,
    [tx.shopId, manifestId],
  );
  return rows.map(({ ref }) => ref);
}

/** The carrier's sheet as it came; undefined when there is none (yet, or any more). */
export async function carrierSheet(
  tx: ShopTx,
  manifestId: ManifestId,
): Promise<{ readonly contentType: string; readonly bytes: Buffer } | undefined> {
  const [row] = await tx.rows<{ file_id: string | null }>(
    "select file_id from handover_manifest where shop_id = $1 and manifest_id = $2",
    [tx.shopId, manifestId],
  );
  return row?.file_id == null ? undefined : readFile(tx, row.file_id);
}
