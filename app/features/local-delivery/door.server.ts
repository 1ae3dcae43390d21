import { z } from "zod";
import type { FulfillmentOrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { replaceFile } from "../../platform/files.server.ts";
import { seal } from "../../platform/seal.server.ts";
import { FAIL_REASONS, readImage, type ProofImage } from "./domain/stop.ts";
import { tellStop } from "./events.server.ts";
import { changeStop, readStops, type Stop } from "./store.server.ts";

/** How long a proof is kept: as long as labels are. */
const KEPT_MS = 90 * 86_400_000;

const image = z
  .string()
  .max(2_200_000)
  .transform((url, context): ProofImage | null => {
    if (url === "") return null;
    const read = readImage(url);
    if (!read) context.addIssue("not an image");
    return read ?? z.NEVER;
  });
const id = z.string().regex(/^\d{1,19}$/);

/** What the driver's buttons send. */
export const doorSchema = z.discriminatedUnion("act", [
  z.object({
    act: z.literal("delivered"),
    stop: id,
    /** Who took it. */
    name: z.string().trim().max(100),
    photo: image.default(null),
    signature: image.default(null),
  }),
  z.object({
    act: z.literal("failed"),
    stop: id,
    reason: z.enum(FAIL_REASONS),
    /** The day of the next try; empty: none is planned yet. */
    next: z.union([z.literal(""), z.iso.date()]),
  }),
]);
export type DoorAct = z.infer<typeof doorSchema>;

export type DoorOutcome =
  | { readonly status: "did"; readonly did: DoorAct["act"] }
  | { readonly status: "refused"; readonly code: "unread" | "gone" | "no_proof" };

/** What happened at a door. A delivery needs a proof: a name, a photo or a signature. `who`: Shopify's number of the member of staff. */
export async function atTheDoor(tx: ShopTx, act: DoorAct, who: string, now: Date): Promise<DoorOutcome> {
  const [stop] = await readStops(tx, [act.stop], { lock: true });
  if (stop?.state !== "out") return { status: "refused", code: "gone" };
  if (act.act === "failed") {
    await changeStop(tx, stop.id, {
      state: "failed",
      failed: act.reason,
      tries: stop.tries + 1,
      driver: "",
      position: null,
      ...(act.next !== "" && { day: act.next }),
    });
    const data = { reason: act.reason, next: act.next, by: who };
    await tellStop(tx, { ...stop, tries: stop.tries + 1 }, "ATTEMPTED_DELIVERY", data, now);
    return { status: "did", did: "failed" };
  }
  if (act.name === "" && act.photo === null && act.signature === null) return { status: "refused", code: "no_proof" };
  await changeStop(tx, stop.id, {
    state: "delivered",
    settledAt: now,
    by: who,
    ...(act.name !== "" && { sealed: seal(act.name, receiverPlace(tx, stop.id)) }),
    ...(act.photo && { photoId: await keep(tx, stop, "photo", act.photo, now) }),
    ...(act.signature && { signatureId: await keep(tx, stop, "signature", act.signature, now) }),
  });
  const proofs = [act.name && "name", act.photo && "photo", act.signature && "signature"].filter(Boolean).join(", ");
  await tellStop(tx, stop, "DELIVERED", { proofs, by: who }, now);
  return { status: "did", did: "delivered" };
}

/** Where the sealed name of who took it belongs. */
export const receiverPlace = (tx: ShopTx, stopId: FulfillmentOrderId): string => `stop ${tx.shopId} ${stopId}`;

function keep(
  tx: ShopTx,
  { id: stopId }: Stop,
  kind: "photo" | "signature",
  { contentType, bytes }: ProofImage,
  now: Date,
): Promise<string> {
  const deleteAfter = new Date(now.getTime() + KEPT_MS);
  return replaceFile(tx, { owner: `proof-${kind}:${stopId}`, contentType, bytes, createdAt: now, deleteAfter });
}
