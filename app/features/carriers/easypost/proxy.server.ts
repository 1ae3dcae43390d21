import EasyPostClient from "@easypost/api";
import { z } from "zod";
import { Bug, Rejected } from "../../../core/faults.ts";
import { assertNoTransaction } from "../../../platform/db/in-shop.server.ts";
import { download } from "../broker/download.server.ts";
import { brokerFault, orRefused } from "../broker/fault.ts";
import type { BuyOutcome, Carrier, Label } from "../domain/carrier.ts";
import {
  boughtOf,
  EASYPOST_FACTS,
  isRefunded,
  party,
  ratesOf,
  readAddress,
  readRefusal,
  readShipment,
  readTrackers,
  serviceOf,
  shipmentBody,
  type EasyPostCredentials,
  type EasyPostShipment,
} from "./map.ts";

/** Rates of slow couriers take several seconds; labels too. */
const TIMEOUT_MS = 25_000;

/** What the client gives of a request: its type is any. */
interface TimedRequest {
  timeout(options: { readonly deadline: number }): unknown;
}

const scanFormSchema = z.object({ id: z.string(), form_url: z.string().nullish() });

/** EasyPost through its official client. `origin`: a stand-in's, without a trailing slash; undefined: EasyPost itself. */
export function easypostCarrier({ apiKey }: EasyPostCredentials, origin?: string): Carrier {
  const client = new EasyPostClient(apiKey, {
    ...(origin === undefined ? {} : { baseUrl: `${origin}/easypost/v2/` }),
    // Its own time-out is not given to its requests.
    requestMiddleware: (request: TimedRequest): unknown => request.timeout({ deadline: TIMEOUT_MS }),
  });

  /** By its id, or by our reference, which EasyPost takes in its place. Undefined: none. */
  const retrieve = (idOrReference: string): Promise<EasyPostShipment | undefined> =>
    ask(false, async () => readShipment(await client.Shipment.retrieve(idOrReference))).catch((error: unknown) => {
      if (error instanceof Rejected) return undefined;
      throw error;
    });

  const labelOf = async (shipment: EasyPostShipment): Promise<Label | undefined> => {
    const bought = boughtOf(shipment);
    return bought && { ...bought.label, ...(await download(bought.url, origin)) };
  };

  /** A shipment is on one sheet at most: the same ones again are on it already. One that has others on it is not theirs. */
  const sheetOf = async ([first = "", ...others]: readonly string[]) => {
    const known = (await retrieve(first))?.scan_form;
    if (!known) return undefined;
    for (const ref of others) if ((await retrieve(ref))?.scan_form?.id !== known.id) return undefined;
    return (known.tracking_codes?.length ?? 0) > others.length + 1 ? undefined : known;
  };

  return {
    ...EASYPOST_FACTS,

    async test() {
      await ask(false, () => client.Tracker.all({ page_size: 1 }));
    },

    rates: (parcel) =>
      orRefused(async () => {
        const shipment = await ask(false, async () => readShipment(await client.Shipment.create(shipmentBody(parcel))));
        return { status: "quoted" as const, rates: ratesOf(shipment) };
      }),

    // The shipment with our reference is made once, and paid for once: a lost answer finds it, in whichever of the two steps it was lost.
    buy: (request) =>
      orRefused(async (): Promise<BuyOutcome> => {
        const shipment =
          (await retrieve(request.reference)) ??
          (await ask(true, async () =>
            readShipment(await client.Shipment.create(shipmentBody(request, request.reference))),
          ));
        const before = await labelOf(shipment);
        if (before) return { status: "bought", label: before };
        const rate = shipment.rates.find((each) => serviceOf(each) === request.service);
        if (!rate) return { status: "refused", codes: ["service_not_offered"] };
        const paid = await ask(true, async () => readShipment(await client.Shipment.buy(shipment.id, rate.id)));
        const label = await labelOf(paid);
        return label ? { status: "bought", label } : { status: "refused", codes: ["no_label"] };
      }),

    async find(reference) {
      const shipment = await retrieve(reference);
      return shipment && labelOf(shipment);
    },

    void: (carrierRef) =>
      orRefused(async () => {
        const before = await retrieve(carrierRef);
        if (!before) return { status: "refused" as const, codes: ["unknown_shipment"] };
        if (isRefunded(before)) return { status: "voided" as const };
        const after = await ask(true, async () => readShipment(await client.Shipment.refund(carrierRef)));
        return isRefunded(after)
          ? { status: "voided" as const }
          : { status: "refused" as const, codes: ["not_refundable"] };
      }),

    track: (numbers) =>
      ask(false, async () =>
        readTrackers(await client.makeApiCall("post", "/trackers/batch", { tracking_codes: [...numbers] }), numbers),
      ),

    manifest: (carrierRefs) =>
      orRefused(async () => {
        const form =
          (await sheetOf(carrierRefs)) ??
          (await ask(true, async () =>
            scanFormSchema.parse(await client.ScanForm.create({ shipments: [...carrierRefs] })),
          ));
        if (!form.form_url) return { status: "refused" as const, codes: ["no_sheet"] };
        return {
          status: "made" as const,
          manifest: { carrierRef: form.id, ...(await download(form.form_url, origin)) },
        };
      }),

    checkAddress: (address) =>
      orRefused(() =>
        ask(false, async () => readAddress(await client.Address.create({ ...party(address), verify: true }), address)),
      ),
  };
}

/** One question to the client. Throws Rejected for what EasyPost will not do, and the faults of the port. */
async function ask<Answer>(writes: boolean, question: () => Promise<Answer>): Promise<Answer> {
  assertNoTransaction("a carrier is asked");
  try {
    return await question();
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof RangeError)
      throw new Bug("EasyPost's answer has another shape than its documentation", { cause: error });
    const status = statusOf(error);
    const fault = brokerFault(status, writes, error);
    if (fault) throw fault;
    throw new Rejected(`EasyPost refused (${status})`, readRefusal(error as object));
  }
}

/** 0: no answer, or one that the client itself could not read. */
function statusOf(error: unknown): number {
  const status = typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : 0;
  return typeof status === "number" ? status : 0;
}
