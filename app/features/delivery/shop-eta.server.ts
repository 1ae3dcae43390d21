import type { ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { arrivedParcels } from "./arrived.server.ts";
import { learnEta } from "./domain/eta/learn.ts";
import { predictEta, type Prediction } from "./domain/eta/predict.ts";
import type { EtaModel } from "./domain/eta/model.ts";
import type { ParcelFacts } from "./domain/eta/parcel.ts";
import { USUAL_SILENCE_MS, usualSilence, workingMs } from "./domain/silence.ts";
import { readOrigins } from "./origins.server.ts";

const DAY_MS = 86_400_000;
/** A year, so that a season is among them; of it the last ten thousand parcels, which are learned from in 0.2 s. */
const [LEARNED_DAYS, MOST_PARCELS] = [365, 10_000];
/** Gaps between scans of the last three months. */
const GAP_DAYS = 90;
const MOST_GAPS = 20_000;

/** What the shop's own parcels taught. */
export interface ShopEta {
  readonly version: number;
  readonly learnedAt: Date;
  readonly parcels: number;
  predict(parcel: ParcelFacts): Prediction;
  /** How long a carrier's parcels are silent at most, in working milliseconds. */
  silence(carrier: string): number;
}

interface Stored {
  readonly eta: EtaModel;
  /** By carrier. */
  readonly silences: Readonly<Record<string, number>>;
}

/** By shop: the models read last, oldest first. One of a large shop has some hundred kilobytes of JSON. */
const kept = new Map<ShopId, ShopEta>();
const MOST_KEPT = 200;

/** Null before anything was learned: then only the assumption is known. */
export async function readShopEta(tx: ShopTx): Promise<ShopEta | null> {
  const [head] = await tx.rows<{ version: number; learned_at: Date }>(
    "select version, learned_at from shop_eta where shop_id = $1",
    [tx.shopId],
  );
  if (!head) return null;
  const known = kept.get(tx.shopId);
  if (known?.version === head.version && known.learnedAt.getTime() === head.learned_at.getTime()) return known;
  const [row] = await tx.rows<{ version: number; model: Stored; parcels: number; learned_at: Date }>(
    "select version, model, parcels, learned_at from shop_eta where shop_id = $1",
    [tx.shopId],
  );
  if (!row) return null;
  const { eta, silences } = row.model;
  const read: ShopEta = {
    version: row.version,
    learnedAt: row.learned_at,
    parcels: row.parcels,
    predict: (parcel) => predictEta(eta, parcel),
    silence: (carrier) => silences[carrier] ?? USUAL_SILENCE_MS,
  };
  kept.delete(tx.shopId);
  kept.set(tx.shopId, read);
  const oldest = kept.keys().next();
  if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value);
  return read;
}

/** Once a day: the shop's parcels are learned from again. Called with each reconcile. */
export async function lookAtEta(shopId: ShopId, now: Date): Promise<void> {
  await inShop(shopId, async (tx) => {
    const [row] = await tx.rows<{ learned_at: Date }>("select learned_at from shop_eta where shop_id = $1", [shopId]);
    if (!row || now.getTime() - row.learned_at.getTime() >= DAY_MS) await learnShopEta(tx, now);
  });
}

/** Learns from what arrived by now and stores it as the next version. Returns how many parcels taught. */
async function learnShopEta(tx: ShopTx, now: Date): Promise<number> {
  const since = new Date(now.getTime() - LEARNED_DAYS * DAY_MS);
  const parcels = await arrivedParcels(tx, await readOrigins(tx, now, LEARNED_DAYS + 30), since, MOST_PARCELS);
  const model: Stored = { eta: learnEta(parcels, now.getTime()), silences: await learnSilences(tx, now) };
  await tx.run(
    `insert into shop_eta (shop_id, version, model, parcels, learned_at) values ($1, 1, $2, $3, $4)
     on conflict (shop_id) do update set version = shop_eta.version + 1, model = excluded.model, parcels = excluded.parcels,
       learned_at = excluded.learned_at`,
    [tx.shopId, JSON.stringify(model), parcels.length, now],
  );
  return parcels.length;
}

async function learnSilences(tx: ShopTx, now: Date): Promise<Stored["silences"]> {
  const rows = await tx.rows<{ carrier: string; from: Date; to: Date }>(
    `select carrier, "from", "to" from (
       select p.carrier, lag(s.occurred_at) over (partition by s.parcel_id order by s.occurred_at) as "from", s.occurred_at as "to"
         from (select parcel_id, carrier from parcel where shop_id = $1 and delivered_at >= $2 order by delivered_at desc limit $3) p
         join parcel_scan s on s.shop_id = $1 and s.parcel_id = p.parcel_id and s.stage not in ('labelled', 'void')) x
      where "from" is not null`,
    [tx.shopId, new Date(now.getTime() - GAP_DAYS * DAY_MS), MOST_GAPS],
  );
  const byCarrier = Map.groupBy(rows, ({ carrier }) => carrier);
  return Object.fromEntries(
    [...byCarrier].map(([carrier, gaps]) => [
      carrier,
      usualSilence(gaps.map(({ from, to }) => workingMs(from.getTime(), to.getTime()))),
    ]),
  );
}
