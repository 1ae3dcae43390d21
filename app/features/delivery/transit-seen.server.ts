import { parseId, type LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { arrivedParcels } from "./arrived.server.ts";
import { DAY_MS } from "./domain/eta/parcel.ts";
import { arrivedWithin } from "./domain/eta/remaining.ts";
import { readOrigins } from "./origins.server.ts";
import { readShopEta } from "./shop-eta.server.ts";

/** How long a parcel was on its way; where enough is known, how long one like it takes today. */
export interface TransitSeen {
  readonly locationId: LocationId;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly handedOver: Date;
  readonly delivered: Date;
  /** How many parcels it stands for. */
  readonly weight: number;
}

/** Of a lane with so many parcels, what each took is replaced by what it would take now: the past of a carrier that got slower is not its present. */
const ENOUGH = 10;
/** A parcel's predicted days as five of equal weight. */
const SHARES = [0.1, 0.3, 0.5, 0.7, 0.9] as const;

/**
 * How long the parcels that arrived last took, at most `count`, from the handover to the door. Counted parcel by parcel on thin lanes; on others by the
 * prediction for each of them, learned from all of the shop's parcels, those of the last weeks weighing most.
 */
export async function transitSeen(tx: ShopTx, now: Date, since: Date, count: number): Promise<TransitSeen[]> {
  const daysBack = Math.ceil((now.getTime() - since.getTime()) / DAY_MS);
  const origins = await readOrigins(tx, now, daysBack + 30);
  const parcels = await arrivedParcels(tx, origins, since, count);
  const eta = await readShopEta(tx);
  const lanes = Map.groupBy(parcels, ({ origin, country }) => `${origin} ${country ?? ""}`);
  return [...lanes.values()].flatMap((lane) =>
    lane.flatMap((parcel): TransitSeen[] => {
      const { origin, country, placedAt, deliveredAt } = parcel;
      if (country === null) return [];
      const seen = (delivered: number, weight: number): TransitSeen => ({
        locationId: parseId<LocationId>(origin),
        country,
        handedOver: new Date(placedAt),
        delivered: new Date(delivered),
        weight,
      });
      const prediction = eta && lane.length >= ENOUGH ? eta.predict(parcel) : null;
      if (prediction === null || prediction.source === "assumption") return [seen(deliveredAt, 1)];
      return SHARES.map((share) => seen(placedAt + arrivedWithin(prediction, share) * DAY_MS, 1 / SHARES.length));
    }),
  );
}
