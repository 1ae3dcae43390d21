import { z } from "zod";
import { readId } from "../../core/ids.ts";

const id = z.string().refine((text) => readId(text) !== undefined);
const location = id;
const day = z.iso.date();
const driver = z
  .string()
  .trim()
  .max(100)
  .refine((text) => !text.includes("\0"));

/** What the buttons of a day's plan send. */
export const planSchema = z.discriminatedUnion("act", [
  /** `stops`: ids, joined by commas. An empty driver takes them out of any route. */
  z.object({
    act: z.literal("plan"),
    location,
    day,
    driver,
    stops: z.string().regex(/^(\d{1,19}(,\d{1,19}){0,199})?$/),
  }),
  z.object({ act: z.literal("move"), stop: id, to: day }),
  /** One place up or down in its driver's route. */
  z.object({ act: z.literal("place"), stop: id, to: z.enum(["up", "down"]) }),
  z.object({ act: z.literal("dispatch"), location, day, driver }),
]);
