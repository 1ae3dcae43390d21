import { z } from "zod";
import type { OrderId, ParcelId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { carrierName } from "../carriers/public.server.ts";
import { VERDICTS, type JudgedOffer, type Verdict } from "../carriers/domain/public.ts";
import type { Surprise } from "../carriers/domain/shopping/cost-surprise.ts";

/** An offer as it is kept: codes and amounts. */
const offerSchema = z.object({
  carrier: z.string(),
  service: z.string(),
  name: z.string(),
  costMinor: z.int(),
  currency: z.string(),
  arrives: z.string().nullable(),
  verdict: z.enum(VERDICTS),
});
export type KeptOffer = z.infer<typeof offerSchema>;

/** `chosen`: bought, or about to be; `waiting`: for a person; `approved`: by one. */
export type ChoiceStatus = "chosen" | "waiting" | "approved";

export interface LabelChoice {
  readonly parcelId: ParcelId;
  readonly status: ChoiceStatus;
  readonly carrier: string;
  readonly service: string;
  readonly why: Verdict | "only";
  readonly offers: readonly KeptOffer[];
  /** Who could not be asked when it was chosen. */
  readonly away: readonly string[];
  readonly surprises: readonly Surprise[];
  /** The staff member who answered; null: nobody was asked. */
  readonly who: string | null;
}

export const keptOffer = ({ carrier, rate, arrives, verdict }: JudgedOffer): KeptOffer => ({
  carrier,
  service: rate.service,
  name: rate.name,
  costMinor: rate.costMinor,
  currency: rate.currency,
  arrives,
  verdict,
});

/** Is this the offer that was taken? */
export const isChosen =
  ({ carrier, service }: Pick<LabelChoice, "carrier" | "service">) =>
  (offer: KeptOffer): boolean =>
    offer.carrier === carrier && offer.service === service;

interface Row {
  readonly parcel_id: ParcelId;
  readonly status: ChoiceStatus;
  readonly carrier: string;
  readonly service: string;
  readonly why: LabelChoice["why"];
  readonly offers: { readonly offers: unknown; readonly away: readonly string[] };
  readonly guard: readonly Surprise[];
  readonly who: string | null;
  readonly [column: string]: unknown;
}

const COLUMNS = "parcel_id, status, carrier, service, why, offers, guard, who";

const choiceOf = (row: Row): LabelChoice => ({
  parcelId: row.parcel_id,
  status: row.status,
  carrier: row.carrier,
  service: row.service,
  why: row.why,
  offers: z.array(offerSchema).parse(row.offers.offers),
  away: row.offers.away,
  surprises: row.guard,
  who: row.who,
});

export async function readChoice(tx: ShopTx, parcelId: ParcelId): Promise<LabelChoice | undefined> {
  const rows = await tx.rows<Row>(`select ${COLUMNS} from label_choice where shop_id = $1 and parcel_id = $2`, [
    tx.shopId,
    parcelId,
  ]);
  return rows.map(choiceOf)[0];
}

/** A choice as staff are shown it. */
export interface ShownChoice extends LabelChoice {
  readonly offers: readonly (KeptOffer & { readonly carrierName: string })[];
}

/** How the label of each parcel of an order was chosen. */
export async function choicesOfOrder(tx: ShopTx, orderId: OrderId): Promise<ShownChoice[]> {
  const rows = await tx.rows<Row>(
    `select ${COLUMNS} from label_choice where shop_id = $1 and order_id = $2 order by parcel_id`,
    [tx.shopId, orderId],
  );
  return rows.map(choiceOf).map((choice) => ({
    ...choice,
    away: choice.away.map(carrierName),
    offers: choice.offers.map((offer) => ({ ...offer, carrierName: carrierName(offer.carrier) })),
  }));
}

export async function writeChoice(tx: ShopTx, orderId: OrderId, choice: LabelChoice, now: Date): Promise<void> {
  await tx.run(
    `insert into label_choice (shop_id, parcel_id, order_id, status, carrier, service, why, offers, guard, who, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (shop_id, parcel_id) do update
        set status = excluded.status, carrier = excluded.carrier, service = excluded.service, why = excluded.why,
            offers = excluded.offers, guard = excluded.guard, who = excluded.who, decided_at = excluded.decided_at`,
    [
      tx.shopId,
      choice.parcelId,
      orderId,
      choice.status,
      choice.carrier,
      choice.service,
      choice.why,
      JSON.stringify({ offers: choice.offers, away: choice.away }),
      JSON.stringify(choice.surprises),
      choice.who,
      now,
    ],
  );
}

export async function dropChoice(tx: ShopTx, parcelId: ParcelId): Promise<void> {
  await tx.run("delete from label_choice where shop_id = $1 and parcel_id = $2", [tx.shopId, parcelId]);
}
