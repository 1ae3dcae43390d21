import { z } from "zod";
import { readId, type InventoryItemId, type ShipmentId } from "../../../core/ids.ts";
import { readJson } from "../../../core/read-json.ts";

const units = z.coerce.number().int().min(0).max(1_000_000);
const itemId = z.string().transform((text, context) => {
  const id = readId<InventoryItemId>(text);
  if (id === undefined) context.addIssue("not an id");
  return id ?? z.NEVER;
});
const json = z.string().transform(readJson);
const lines = json.pipe(z.array(z.object({ itemId, quantity: units })).max(250));
const received = json.pipe(
  z.array(z.object({ itemId, accepted: units, rejected: units, close: z.boolean() })).max(250),
);
const shipmentId = z.string().transform((text, context) => {
  const id = readId<ShipmentId>(text);
  if (id === undefined) context.addIssue("not an id");
  return id ?? z.NEVER;
});

/** What the pages of a transfer send. */
export const transferActSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("ready") }),
  z.object({ do: z.literal("cancel") }),
  z.object({ do: z.literal("change"), lines, trackingNumber: z.string().max(100).default("") }),
  z.object({ do: z.literal("send"), lines, trackingNumber: z.string().trim().max(100).default("") }),
  z.object({ do: z.literal("receive"), shipmentId, lines: received }),
]);
