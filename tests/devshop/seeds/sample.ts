/** The committed sample of real orders; see ATTRIBUTION.md. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

const index = z.int().min(0);

const sampleSchema = z.strictObject({
  /** The days whose invoices these are: the first is the shop's past, the others are played as one day. */
  days: z.array(z.iso.date()).min(1),
  /** Price in pence: the one most invoices show. */
  products: z.array(z.strictObject({ sku: z.string(), title: z.string(), priceMinor: z.int().min(1) })),
  /** Real towns; degrees, WGS 84. */
  places: z.array(
    z.strictObject({
      country: z.string().length(2),
      zip: z.string(),
      town: z.string(),
      latitude: z.number(),
      longitude: z.number(),
    }),
  ),
  /** By time of day. `lines`: index of the product and units. `person`: the same number is the same customer. */
  orders: z.array(
    z.strictObject({
      invoice: z.string(),
      day: index,
      at: z.string().regex(/^\d\d:\d\d$/),
      person: index,
      place: index,
      lines: z.array(z.tuple([index, z.int().min(1)])).min(1),
    }),
  ),
});
export type Sample = z.infer<typeof sampleSchema>;
export type SampleOrder = Sample["orders"][number];

/** Reads the sample. Throws when the file is not what this program wrote. */
export function readSample(): Sample {
  const packed = readFileSync(new URL("online-retail.json.gz", import.meta.url));
  return sampleSchema.parse(JSON.parse(gunzipSync(packed).toString()));
}
