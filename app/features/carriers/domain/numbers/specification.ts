import { z } from "zod";
import amazon from "./specifications/amazon.json" with { type: "json" };
import canadapost from "./specifications/canadapost.json" with { type: "json" };
import canpar from "./specifications/canpar.json" with { type: "json" };
import dhl from "./specifications/dhl.json" with { type: "json" };
import dpd from "./specifications/dpd.json" with { type: "json" };
import fedex from "./specifications/fedex.json" with { type: "json" };
import gofo from "./specifications/gofo.json" with { type: "json" };
import landmark from "./specifications/landmark.json" with { type: "json" };
import lasership from "./specifications/lasership.json" with { type: "json" };
import oldDominion from "./specifications/old_dominion.json" with { type: "json" };
import ontrac from "./specifications/ontrac.json" with { type: "json" };
import purolator from "./specifications/purolator.json" with { type: "json" };
import s10 from "./specifications/s10.json" with { type: "json" };
import speedee from "./specifications/speedee.json" with { type: "json" };
import ups from "./specifications/ups.json" with { type: "json" };
import usps from "./specifications/usps.json" with { type: "json" };
import yodel from "./specifications/yodel.json" with { type: "json" };
import yunexpress from "./specifications/yunexpress.json" with { type: "json" };

/** Strict: an algorithm or parameter that we do not carry out must not be passed over in silence. */
const checksumSchema = z.discriminatedUnion("name", [
  z.strictObject({
    name: z.literal("mod10"),
    modulo: z.literal(10),
    evens_multiplier: z.int(),
    odds_multiplier: z.int(),
    reverse: z.boolean(),
  }),
  z.strictObject({ name: z.literal("mod7"), modulo: z.literal(7) }),
  z.strictObject({ name: z.literal("luhn"), modulo: z.literal(10).optional() }),
  z.strictObject({ name: z.literal("mod_37_36"), modulo: z.literal(36), alphabet: z.string().length(36) }),
  z.strictObject({ name: z.literal("s10"), modulo: z.literal(11), weightings: z.array(z.int()) }),
  z.strictObject({
    name: z.literal("sum_product_with_weightings_and_modulo"),
    weightings: z.array(z.int()),
    modulo1: z.int(),
    modulo2: z.int(),
  }),
]);
export type Checksum = z.infer<typeof checksumSchema>;

const entrySchema = z
  .object({
    matches: z.string(),
    matches_regex: z.string(),
    name: z.string(),
    country: z.string(),
    country_short_code: z.string(),
    courier: z.string(),
  })
  .partial();
/** A row of a look-up table: what one value of a field means. */
export type Entry = z.infer<typeof entrySchema>;

const pattern = z.union([z.string(), z.array(z.string()).transform((parts) => parts.join(""))]);

const formatSchema = z.object({
  name: z.string(),
  regex: pattern.transform((source) => new RegExp(`^(?:${source})$`)),
  tracking_url: z.string().nullish(),
  validation: z.strictObject({
    checksum: checksumSchema.optional(),
    serial_number_format: z
      .strictObject({
        prepend_if: z.strictObject({
          matches_regex: z.string().transform((source) => new RegExp(source)),
          content: z.string(),
        }),
      })
      .optional(),
    additional: z.strictObject({ exists: z.array(z.string()) }).optional(),
  }),
  additional: z
    .array(z.object({ name: z.string(), regex_group_name: z.string(), lookup: z.array(entrySchema) }))
    .default([]),
  test_numbers: z.object({ valid: z.array(z.string()), invalid: z.array(z.string()) }),
});

const courierSchema = z.object({
  name: z.string(),
  courier_code: z.string(),
  tracking_numbers: z.array(formatSchema),
});

/** One format of one courier's numbers. Formats are told apart by name; not all have an id. */
export type Format = z.infer<typeof formatSchema>;
export type Courier = z.infer<typeof courierSchema>;

/** The specifications as they are vendored (specifications/README.md). */
export const COURIERS: readonly Courier[] = z
  .array(courierSchema)
  .parse([
    amazon,
    canadapost,
    canpar,
    dhl,
    dpd,
    fedex,
    gofo,
    landmark,
    lasership,
    oldDominion,
    ontrac,
    purolator,
    s10,
    speedee,
    ups,
    usps,
    yodel,
    yunexpress,
  ]);
