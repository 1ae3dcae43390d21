import type { LocationId } from "../../core/ids.ts";
import { decimalAmount } from "../../core/money.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readCsvFile } from "../../platform/read-csv.server.ts";
import { tellSaved } from "../audit/public.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import { readPacks, type PackError } from "./domain/packs.ts";
import type { TypedSettings } from "./domain/settings-form.ts";
import { readSetting } from "./setting.server.ts";

/** 50,000 items. */
export const MOST_BYTES = 2_000_000;

/** What came of a file of packs. Rows with errors were not taken; the others were. */
export interface PacksTaken {
  readonly rows: number;
  readonly errors: readonly PackError[];
}

/** The settings as the form shows them. */
export async function settingsPage(tx: ShopTx, currency: string) {
  const { targetDays, fixedMinor, perUnitMinor } = await readSetting(tx);
  const targets = await tx.rows<{ location_id: LocationId; days: number }>(
    "select location_id, days from transfer_target where shop_id = $1",
    [tx.shopId],
  );
  const days = new Map(targets.map((row) => [row.location_id, row.days]));
  const amount = (minor: number) => (minor === 0 ? "" : decimalAmount({ minor, currency }));
  return {
    currency,
    targetDays: String(targetDays),
    fixed: amount(fixedMinor),
    perUnit: amount(perUnitMinor),
    locations: (await readLocations(tx)).map(({ id, name }) => ({ id, name, days: String(days.get(id) ?? "") })),
  };
}

/** Takes the settings in place of those before. */
export async function saveSettings(tx: ShopTx, settings: TypedSettings, now: Date): Promise<void> {
  const { targetDays, fixedMinor, perUnitMinor } = await readSetting(tx);
  const { targets: _targets, ...after } = settings;
  await tellSaved(tx, { subject: "transfers", before: { targetDays, fixedMinor, perUnitMinor }, after }, now);
  await tx.run(
    `insert into transfer_setting (shop_id, target_days, fixed_minor, per_unit_minor) values ($1, $2, $3, $4)
     on conflict (shop_id) do update set target_days = excluded.target_days, fixed_minor = excluded.fixed_minor, per_unit_minor = excluded.per_unit_minor`,
    [tx.shopId, settings.targetDays, settings.fixedMinor, settings.perUnitMinor],
  );
  await tx.run("delete from transfer_target where shop_id = $1", [tx.shopId]);
  await tx.run(
    `insert into transfer_target (shop_id, location_id, days)
     select $1, location_id, days from unnest($2::bigint[], $3::int[]) as x(location_id, days)
      where exists (select 1 from location l where l.shop_id = $1 and l.location_id = x.location_id)`,
    [tx.shopId, settings.targets.map(({ locationId }) => locationId), settings.targets.map(({ days }) => days)],
  );
}

/** Takes a file of SKU, pack and minimum. */
export async function takePacks(tx: ShopTx, file: Uint8Array): Promise<PacksTaken> {
  const lines = await readCsvFile(file);
  if (!Array.isArray(lines)) return { rows: 0, errors: [{ line: lines.brokenAt, code: "broken" }] };
  return storePacks(tx, readPacks(lines));
}

async function storePacks(tx: ShopTx, { packs, errors }: ReturnType<typeof readPacks>): Promise<PacksTaken> {
  const taken = await tx.rows<{ sku: string }>(
    `with x as (select distinct on (sku) * from jsonb_to_recordset($2::jsonb) as x(sku text, pack int, minimum int, line int) order by sku, line desc),
     found as (select x.sku, min(i.item_id) as item_id, x.pack, x.minimum from x
                 join inventory_item i on i.shop_id = $1 and i.sku = x.sku and i.deleted_at is null
                group by x.sku, x.pack, x.minimum having count(*) = 1),
     written as (
       insert into transfer_pack (shop_id, item_id, pack, minimum) select $1, item_id, pack, minimum from found
       on conflict (shop_id, item_id) do update set pack = excluded.pack, minimum = excluded.minimum)
     select sku from found`,
    [tx.shopId, JSON.stringify(packs)],
  );
  const known = new Set(taken.map(({ sku }) => sku));
  const unknown = packs.filter(({ sku }) => !known.has(sku)).map(({ line }): PackError => ({ line, code: "unknown" }));
  return { rows: known.size, errors: [...errors, ...unknown].toSorted((a, b) => a.line - b.line) };
}
