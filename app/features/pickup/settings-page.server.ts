import { z } from "zod";
import { readId, type LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readLocationSettings } from "../locations/public.server.ts";
import { readPickupSettings, savePickupSetting, USUAL } from "./settings.server.ts";

/** Each location with how it takes pickups: some of it is set here, some on the location's own page. */
export async function pickupSettingsPage(tx: ShopTx) {
  const stored = await readPickupSettings(tx);
  return (await readLocationSettings(tx))
    .filter(({ active }) => active)
    .map(({ id, name, city, settings }) => ({
      id,
      name,
      city,
      on: settings.pickup.on,
      readyMinutes: settings.pickup.readyMinutes,
      perDay: settings.pickup.perDay,
      setting: stored.get(id) ?? USUAL,
    }));
}

const formSchema = z.object({
  location: z.string().refine((text) => readId(text) !== undefined),
  keepDays: z.coerce.number().int().min(1).max(60),
  remindDays: z.coerce.number().int().min(0).max(59),
  perHour: z
    .string()
    .trim()
    .transform((text) => (text === "" ? null : Number(text)))
    .pipe(z.int().min(1).max(10_000).nullable()),
  autoRefund: z.literal("on").optional(),
});

export type SettingsOutcome = {
  readonly status: "saved" | "gone" | "invalid";
  readonly location?: string;
  /** The fields that are wrong. */
  readonly fields?: readonly string[];
};

/** Saves the form of one location, or says which fields are wrong. */
export async function saveSettingsForm(
  tx: ShopTx,
  form: Readonly<Record<string, string>>,
  who: string,
  now: Date,
): Promise<SettingsOutcome> {
  const parsed = formSchema.safeParse(form);
  const location = form["location"] ?? "";
  if (!parsed.success)
    return { status: "invalid", location, fields: parsed.error.issues.map(({ path }) => String(path[0])) };
  const { autoRefund, ...setting } = parsed.data;
  const locationId = readId<LocationId>(parsed.data.location);
  if (locationId === undefined) return { status: "gone" };
  if (setting.remindDays >= setting.keepDays) return { status: "invalid", location, fields: ["remindDays"] };
  const saved = await savePickupSetting(tx, locationId, { ...setting, autoRefund: autoRefund === "on" }, who, now);
  return { status: saved ? "saved" : "gone", location };
}
