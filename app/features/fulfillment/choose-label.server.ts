import { Terminal } from "../../core/faults.ts";
import type { ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Carrier, RateRequest } from "../carriers/domain/carrier.ts";
import { arrivalDay, chooseLabel, costSurprise, namedService } from "../carriers/domain/public.ts";
import type { LabelWish, Offer } from "../carriers/domain/shopping/choose-label.ts";
import type { LabelSetting } from "../carriers/domain/shopping/label-setting.ts";
import {
  askRates,
  carrierName,
  disableCarrierAccount,
  labelSellers,
  labelWishes,
  openCarrier,
  readLabelSetting,
} from "../carriers/public.server.ts";
import { labelsCost, promisesInForce, replanParcel, type Parcel } from "../delivery/public.server.ts";
import { appendOrderEvents, raiseAttention } from "../orders/public.server.ts";
import { isChosen, keptOffer, readChoice, writeChoice, type LabelChoice } from "./label-choice.server.ts";
import type { Shippable } from "./store.server.ts";

/** Which label to buy; or that a person is asked first; or why nobody carries it. */
export type Chosen =
  | { readonly status: "chosen"; readonly carrier: string; readonly service: string }
  | { readonly status: "waits" }
  | { readonly status: "refused"; readonly codes: readonly string[] };

/** What the choice is made by, all from our own tables. */
interface Ground {
  readonly setting: LabelSetting;
  readonly wish: LabelWish;
  readonly zone: string;
  readonly currency: string;
  readonly paidMinor: number | null;
  readonly spentMinor: number;
  readonly promised: string | null;
}

/**
 * Compares what the shop's carriers offer for a parcel and keeps comparison, choice and what may surprise about its cost, before anything is
 * bought. What was chosen once stays chosen: a second try must not buy from somebody else. `purchase` tells it in the ledger from another label of the same
 * parcel. Carriers are asked outside any transaction. Throws the fault of a carrier when no other answered.
 */
export async function chooseParcelLabel(
  shopId: ShopId,
  parcel: Parcel,
  method: Shippable["method"],
  request: RateRequest,
  purchase: string,
  now: Date,
): Promise<Chosen> {
  const before = await inShop(shopId, (tx) => readChoice(tx, parcel.parcelId));
  if (before?.status === "waiting") return { status: "waits" };
  if (before) return { status: "chosen", carrier: before.carrier, service: before.service };

  const { ground, rated } = await inShop(shopId, async (tx) => ({
    ground: await readGround(tx, parcel),
    rated: await comparable(tx, parcel),
  }));
  const asked = await askRates(rated, request);
  await inShop(shopId, async (tx) => {
    for (const { carrier, error } of asked.failed)
      if (error instanceof Terminal && rated.length > 1) await disableCarrierAccount(tx, carrier, now);
  });
  const [failure] = asked.failed;
  if (rated.length > 0 && asked.rates.length === 0) {
    if (failure) throw failure.error;
    const codes = asked.refused.flatMap((each) => each.codes);
    return { status: "refused", codes: codes.length === 0 ? ["no_service"] : [...new Set(codes)] };
  }

  const offers = asked.rates.map(({ carrier, rate }): Offer => ({
    carrier,
    rate,
    arrives: arrivalDay(rate, ground.zone, now),
  }));
  const { wish, setting, currency, promised } = ground;
  const paidFor = paidForDay(rated, offers, method);
  const { chosen, judged } = chooseLabel({ offers, policy: setting.policy, wish, currency, promised, paidFor });
  if (rated.length > 0 && !chosen) return { status: "refused", codes: ["no_allowed_service"] };

  const { surprises, waits } = costSurprise(
    {
      cost: chosen ? { minor: chosen.rate.costMinor, currency: chosen.rate.currency } : null,
      remoteAreaMinor: chosen?.rate.remoteAreaMinor ?? 0,
      dutiesPaid: chosen?.rate.dutiesPaid ?? null,
      paidMinor: ground.paidMinor,
      spentMinor: ground.spentMinor,
      currency,
      from: request.sender.countryCode,
      to: request.recipient.countryCode,
    },
    setting.guard,
  );
  const choice: LabelChoice = {
    parcelId: parcel.parcelId,
    status: waits ? "waiting" : "chosen",
    carrier: chosen?.carrier ?? parcel.carrier,
    service: chosen?.rate.service ?? parcel.service,
    why: judged.find((each) => each.carrier === chosen?.carrier && each.rate === chosen.rate)?.verdict ?? "only",
    offers: judged.map(keptOffer).sort((one, other) => one.costMinor - other.costMinor),
    away: asked.failed.map(({ carrier }) => carrier),
    surprises,
    who: null,
  };
  await inShop(shopId, (tx) => keepChoice(tx, parcel, choice, purchase, now));
  return waits ? { status: "waits" } : { status: "chosen", carrier: choice.carrier, service: choice.service };
}

async function keepChoice(tx: ShopTx, parcel: Parcel, choice: LabelChoice, purchase: string, now: Date): Promise<void> {
  const { parcelId, orderId } = parcel;
  await writeChoice(tx, orderId, choice, now);
  await replanParcel(tx, parcelId, choice);
  const name = choice.offers.find(isChosen(choice))?.name ?? carrierName(choice.carrier);
  const entry = (code: string, data: Record<string, unknown>) => ({
    orderId,
    code,
    ref: purchase,
    occurredAt: now,
    data: { parcelId, name, carrier: choice.carrier, service: choice.service, ...data },
  });
  const codes = choice.surprises.map(({ code }) => code);
  const above = choice.surprises.find((each) => each.code === "abovePaid");
  const amounts = above ? { overMinor: above.overMinor, paidMinor: above.paidMinor, currency: above.currency } : {};
  const waits = choice.status === "waiting";
  await appendOrderEvents(
    tx,
    [
      ...(choice.offers.length > 0 ? [entry("label.chosen", { why: choice.why, offers: choice.offers.length })] : []),
      ...(codes.length > 0 ? [entry(waits ? "label.waits" : "label.surprise", { codes, ...amounts })] : []),
    ],
    now,
  );
  if (waits) await raiseAttention(tx, orderId, "label");
}

/** The shop's accounts whose rates are compared; none when the parcel is planned with a carrier that has no rates. */
async function comparable(tx: ShopTx, parcel: Parcel): Promise<Carrier[]> {
  const sellers = await labelSellers(tx);
  if (!sellers.some(({ code, can }) => code === parcel.carrier && can.rates)) return [];
  const carriers: Carrier[] = [];
  for (const { code, can } of sellers) {
    const carrier = can.rates ? await openCarrier(tx, code) : undefined;
    if (carrier) carriers.push(carrier);
  }
  return carriers;
}

async function readGround(tx: ShopTx, { orderId }: Parcel): Promise<Ground> {
  const [row] = await tx.rows<{ timezone: string; currency: string; paid: string | null }>(
    `select p.timezone, o.currency, o.facts ->> 'shippingMinor' as paid
       from shop_order o join shop_profile p on p.shop_id = o.shop_id where o.shop_id = $1 and o.order_id = $2`,
    [tx.shopId, orderId],
  );
  const currency = row?.currency ?? "";
  return {
    setting: await readLabelSetting(tx),
    wish: (await labelWishes(tx, [orderId]))(orderId),
    zone: row?.timezone ?? "UTC",
    currency,
    paidMinor: row?.paid == null ? null : Number(row.paid),
    spentMinor: await labelsCost(tx, orderId, currency),
    promised: (await promisesInForce(tx, [orderId])).get(orderId)?.to ?? null,
  };
}

/** When the service would arrive that the shopper's shipping method names: nothing slower is what they paid for. */
function paidForDay(
  carriers: readonly Carrier[],
  offers: readonly Offer[],
  method: Shippable["method"],
): string | null {
  const named = carriers.flatMap(({ code, services }) => {
    const service = namedService(services, method);
    return offers.filter(({ carrier, rate }) => carrier === code && rate.service === service?.code);
  });
  const days = named.flatMap(({ arrives }) => (arrives === null ? [] : [arrives])).sort();
  return days.at(-1) ?? null;
}
