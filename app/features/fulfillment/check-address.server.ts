import { Bug, Retryable, Terminal } from "../../core/faults.ts";
import type { ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import type { AddressResult, AddressRule, JudgedAddress } from "../carriers/domain/address/judge-address.ts";
import type { Carrier, CarrierAddress } from "../carriers/domain/carrier.ts";
import { judgeAddress, mustWait } from "../carriers/domain/public.ts";
import { labelSellers, openCarrier, readLabelSetting } from "../carriers/public.server.ts";
import type { Parcel } from "../delivery/public.server.ts";
import { appendOrderEvents, raiseAttention } from "../orders/public.server.ts";
import { addressMark, dropAddressCheck, readAddressCheck, writeAddressCheck } from "./address-check.server.ts";

/**
 * Asks a carrier whether it finds the address, before a label is bought, and keeps what it says with the order. True: the label waits for a person. The same
 * address is asked about once, unless nobody could say; a carrier that is away or cannot be understood holds nothing up.
 */
export async function waitsForAddress(
  shopId: ShopId,
  parcel: Parcel,
  recipient: CarrierAddress,
  now: Date,
): Promise<boolean> {
  const { mark, known, checker, rule } = await inShop(shopId, async (tx) => {
    const its = addressMark(tx, recipient);
    const before = await readAddressCheck(tx, parcel.orderId);
    const { address } = await readLabelSetting(tx);
    const same = before?.mark === its ? before : undefined;
    if (before && !same) await dropAddressCheck(tx, parcel.orderId);
    return {
      mark: its,
      known: same,
      rule: address,
      checker: address === "off" ? undefined : await checkerOf(tx, parcel),
    };
  });
  if (known && known.result !== "unknown") return known.status === "waiting";
  if (!checker) return false;
  const judged = await ask(checker, recipient);
  return inShop(shopId, (tx) => keep(tx, parcel, { mark, carrier: checker.code, judged, rule }, now));
}

/** Whom to ask: the carrier it is planned with, else any that the shop buys labels of. */
async function checkerOf(tx: ShopTx, parcel: Parcel): Promise<Carrier | undefined> {
  const able = (await labelSellers(tx)).filter(({ can }) => can.addressCheck);
  const asked = able.find(({ code }) => code === parcel.carrier) ?? able[0];
  return asked && openCarrier(tx, asked.code);
}

async function ask(checker: Carrier, recipient: CarrierAddress): Promise<JudgedAddress> {
  try {
    return judgeAddress(recipient, await checker.checkAddress(recipient));
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return { result: "unknown", codes: [code], parts: [], suggestion: null };
  }
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof Retryable) return "away";
  if (error instanceof Terminal) return error.code;
  return error instanceof Bug ? "unreadable_refusal" : undefined;
}

/** What the ledger says of each answer. */
const TOLD = {
  deliverable: "label.address_deliverable",
  corrected: "label.address_corrected",
  undeliverable: "label.address_undeliverable",
  unknown: "label.address_unknown",
} as const satisfies Record<AddressResult, string>;

async function keep(
  tx: ShopTx,
  { orderId, parcelId }: Parcel,
  { mark, carrier, judged, rule }: { mark: string; carrier: string; judged: JudgedAddress; rule: AddressRule },
  now: Date,
): Promise<boolean> {
  const waits = mustWait(judged, rule);
  await writeAddressCheck(tx, orderId, { mark, carrier, status: waits ? "waiting" : "settled" }, judged, now);
  const { codes, parts } = judged;
  await appendOrderEvents(
    tx,
    [
      {
        orderId,
        code: TOLD[judged.result],
        // A carrier that stays away while a label is tried again is told of once.
        ref: judged.result === "unknown" ? parcelId : `${parcelId} ${now.toISOString()}`,
        occurredAt: now,
        data: { parcelId, carrier, reasons: [...codes, ...parts.map((part) => `other_${part}`)], waits },
      },
    ],
    now,
  );
  if (waits) await raiseAttention(tx, orderId, "address");
  return waits;
}
