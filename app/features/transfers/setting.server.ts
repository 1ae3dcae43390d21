import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { HeldState } from "./domain/transfer.ts";

export interface TransferSetting {
  /** Null: transfers do not explain stock, because their scopes were not granted. */
  readonly connectedAt: Date | null;
  readonly holds: HeldState;
  /** Days of sales a location should have, where none are set for it. */
  readonly targetDays: number;
  /** What a transfer costs, in the smallest unit of the shop's currency. */
  readonly fixedMinor: number;
  readonly perUnitMinor: number;
}

const DEFAULT: TransferSetting = {
  connectedAt: null,
  holds: "reserved",
  targetDays: 14,
  fixedMinor: 0,
  perUnitMinor: 0,
};

/** What the merchant said about moving stock, or the defaults. */
export async function readSetting(tx: ShopTx): Promise<TransferSetting> {
  const [row] = await tx.rows<TransferSetting & Record<string, unknown>>(
    `select connected_at as "connectedAt", holds, target_days as "targetDays", fixed_minor::float8 as "fixedMinor",
            per_unit_minor::float8 as "perUnitMinor" from transfer_setting where shop_id = $1`,
    [tx.shopId],
  );
  return row ?? DEFAULT;
}

/** May transfers be made and explained here? */
export const transfersConnected = async (tx: ShopTx): Promise<boolean> => (await readSetting(tx)).connectedAt !== null;

/** From now on transfers explain stock; null: they do not any more. */
export async function setConnected(tx: ShopTx, connectedAt: Date | null): Promise<void> {
  await tx.run(
    `insert into transfer_setting (shop_id, connected_at) values ($1, $2)
     on conflict (shop_id) do update set connected_at = excluded.connected_at`,
    [tx.shopId, connectedAt],
  );
}

/** Where this shop's transfers keep what waits, as its levels show it. */
export async function setHolds(tx: ShopTx, holds: HeldState): Promise<void> {
  await tx.run("update transfer_setting set holds = $2 where shop_id = $1", [tx.shopId, holds]);
}
