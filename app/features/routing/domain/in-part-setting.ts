import { z } from "zod";

/** What a shop does with an order of which units are missing. */
export const inPartSchema = z.strictObject({
  /** All of it waits for what is missing, or what is there ships and the rest is held. A rule may say otherwise of its orders. */
  when: z.enum(["wait", "ship"]),
  /** What ships has at least this share of the units, percent: one sock of twelve is not worth a parcel. */
  leastPercent: z.int().min(0).max(100),
  /** And is worth at least this, minor units. What has no known price counts nothing. */
  leastMinor: z.int().min(0).max(100_000_000),
});
export type InPartSetting = z.infer<typeof inPartSchema>;

/** A shop that has set nothing waits. Where a rule ships in part all the same, a quarter of the units is worth a parcel. */
export const DEFAULT_IN_PART: InPartSetting = { when: "wait", leastPercent: 25, leastMinor: 0 };
