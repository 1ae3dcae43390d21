import { Shippo } from "shippo";
import { Bug, Rejected, Retryable } from "../../../core/faults.ts";
import { assertNoTransaction } from "../../../platform/db/in-shop.server.ts";
import { download } from "../broker/download.server.ts";
import { brokerFault, orRefused } from "../broker/fault.ts";
import type { BuyOutcome, Carrier, Label, Tracking } from "../domain/carrier.ts";
import {
  boughtOf,
  courierTokens,
  party,
  ratesOf,
  readAddress,
  readErrorBody,
  readRefusal,
  readTrack,
  serviceOf,
  SHIPPO_FACTS,
  shipmentBody,
  type ShippoCredentials,
  type ShippoTransaction,
} from "./map.ts";

/** Couriers answer Shippo within 20 s or not at all. */
const TIMEOUT_MS = 25_000;
/** Transactions come newest first; one that was bought minutes ago is on the first pages or nowhere. */
const PAGE = 100;
const MOST_PAGES = 3;
/** No label was or will be bought. */
const NONE = new Set(["ERROR", "REFUNDED", "REFUNDPENDING"]);

/** Shippo through its official client. `origin`: a stand-in's, without a trailing slash; undefined: Shippo itself. */
export function shippoCarrier({ apiToken }: ShippoCredentials, origin?: string): Carrier {
  const client = new Shippo({
    apiKeyHeader: apiToken,
    timeoutMs: TIMEOUT_MS,
    ...(origin === undefined ? {} : { serverURL: `${origin}/shippo` }),
  });

  /** The newest transaction with our reference that is or may become a label. */
  async function transactionOf(reference: string): Promise<ShippoTransaction | undefined> {
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const { results = [], next } = await ask(false, () => client.transactions.list({ page, results: PAGE }));
      const ours = results.find(({ metadata, status }) => metadata === reference && !NONE.has(status ?? ""));
      if (ours) return ours;
      if (!next) return undefined;
    }
    return undefined;
  }

  /** Its rate tells what it cost. Undefined: not a label. A purchase that is not through yet is Retryable. */
  async function labelOf(transaction: ShippoTransaction & { readonly rate?: unknown }): Promise<Label | undefined> {
    if (transaction.status === "QUEUED" || transaction.status === "WAITING")
      throw new Retryable("Shippo is still buying the label", { mayHaveHappened: true, afterMs: 10_000 });
    const rateId = rateIdOf(transaction);
    if (rateId === undefined || NONE.has(transaction.status ?? "")) return undefined;
    const rate = await ask(true, () => client.rates.get(rateId));
    const bought = boughtOf(transaction, rate);
    return bought && { ...bought.label, ...(await download(bought.url, origin)) };
  }

  return {
    ...SHIPPO_FACTS,

    async test() {
      await ask(false, () => client.addresses.list(1, 1));
    },

    rates: (parcel) =>
      orRefused(async () => {
        const { rates } = await ask(false, () => client.shipments.create(shipmentBody(parcel)));
        return { status: "quoted" as const, rates: ratesOf(rates) };
      }),

    // Shippo keeps no reference unique: what is there already is looked for first.
    buy: (request) =>
      orRefused(async (): Promise<BuyOutcome> => {
        const before = await transactionOf(request.reference);
        const known = before && (await labelOf(before));
        if (known) return { status: "bought", label: known };
        const shipment = await ask(false, () => client.shipments.create(shipmentBody(request, request.reference)));
        const rate = shipment.rates.find((each) => serviceOf(each) === request.service);
        if (!rate) return { status: "refused", codes: ["service_not_offered"] };
        const transaction = await ask(true, () =>
          client.transactions.create({
            rate: rate.objectId,
            async: false,
            labelFileType: "PDF_4x6",
            metadata: request.reference,
          }),
        );
        if (transaction.status === "ERROR") return { status: "refused", codes: readRefusal(transaction.messages) };
        const label = await labelOf({ ...transaction, rate: rate.objectId });
        return label ? { status: "bought", label } : { status: "refused", codes: ["no_label"] };
      }),

    async find(reference) {
      const transaction = await transactionOf(reference);
      return transaction && labelOf(transaction);
    },

    void: (carrierRef) =>
      orRefused(async () => {
        const { status } = await ask(false, () => client.transactions.get(carrierRef));
        if (status === "REFUNDED" || status === "REFUNDPENDING") return { status: "voided" as const };
        const refund = await ask(true, () => client.refunds.create({ transaction: carrierRef, async: false }));
        return refund.status === "ERROR"
          ? { status: "refused" as const, codes: ["not_refundable"] }
          : { status: "voided" as const };
      }),

    async track(numbers) {
      const answers: Tracking[] = [];
      for (const number of numbers) answers.push(await trackOne(number));
      return answers;
    },

    manifest: (carrierRefs) =>
      orRefused(async () => {
        const bought = [];
        for (const id of carrierRefs) bought.push(await rateOf(id));
        const [first] = bought;
        if (!first || bought.some(({ carrierAccount }) => carrierAccount !== first.carrierAccount))
          return { status: "refused" as const, codes: ["mixed_couriers"] };
        const known = await sheetOf(carrierRefs);
        const sheet =
          known ??
          (await ask(true, async () =>
            client.manifests.create({
              carrierAccount: first.carrierAccount,
              shipmentDate: (await client.shipments.get(first.shipment)).shipmentDate ?? "",
              transactions: [...carrierRefs],
              addressFrom: (await client.shipments.get(first.shipment)).addressFrom.objectId ?? "",
              async: false,
            }),
          ));
        const [url] = sheet.documents;
        if (!url) return { status: "refused" as const, codes: ["no_sheet"] };
        return { status: "made" as const, manifest: { carrierRef: sheet.objectId, ...(await download(url, origin)) } };
      }),

    checkAddress: (address) =>
      orRefused(async () =>
        readAddress(await ask(false, () => client.addresses.create({ ...party(address), validate: true })), address),
      ),
  };

  async function rateOf(transactionId: string) {
    const rateId = rateIdOf(await ask(false, () => client.transactions.get(transactionId)));
    if (rateId === undefined) throw new Rejected("a transaction without a rate", ["unknown_shipment"]);
    return ask(false, () => client.rates.get(rateId));
  }

  /** A sheet of exactly these that was made already. */
  async function sheetOf(carrierRefs: readonly string[]) {
    const wanted = [...carrierRefs].sort().join(" ");
    const { results = [] } = await ask(false, () => client.manifests.list(1, PAGE));
    return results.find(
      ({ transactions = [], status }) => status !== "ERROR" && [...transactions].sort().join(" ") === wanted,
    );
  }

  async function trackOne(trackingNumber: string): Promise<Tracking> {
    for (const courier of courierTokens(trackingNumber)) {
      try {
        const track = await ask(false, () => client.trackingStatus.get(trackingNumber, courier));
        if (track.trackingHistory.length > 0) return readTrack(track, trackingNumber);
      } catch (error) {
        // This courier does not know it; the next may.
        if (!(error instanceof Rejected)) throw error;
      }
    }
    return { found: false, trackingNumber };
  }
}

/** A transaction names its rate by its number, or shows some of it. */
function rateIdOf({ rate }: { readonly rate?: unknown }): string | undefined {
  if (typeof rate === "string") return rate;
  const { objectId } = (rate ?? {}) as { readonly objectId?: unknown };
  return typeof objectId === "string" ? objectId : undefined;
}

/** One question to the client. Throws Rejected for what Shippo will not do, and the faults of the port. */
async function ask<Answer>(writes: boolean, question: () => Promise<Answer>): Promise<Answer> {
  assertNoTransaction("a carrier is asked");
  try {
    return await question();
  } catch (error) {
    const { statusCode: status = 0, body = "" } = error as { statusCode?: number; body?: string };
    if ((status >= 200 && status < 300) || error instanceof RangeError)
      throw new Bug("Shippo's answer has another shape than its documentation", { cause: error });
    const fault = brokerFault(status, writes, error);
    if (fault) throw fault;
    throw new Rejected(`Shippo refused (${status})`, readErrorBody(body));
  }
}
