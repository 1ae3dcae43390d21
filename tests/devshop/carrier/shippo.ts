/** A stand-in for Shippo: the part of its API that the app asks, in its documented shapes. `/shippo/…` */
import type { Clock } from "../clock.ts";
import type { Route } from "../faces/http.ts";
import { answer, bodyOf, OFFERS, sendPdf, upsNumber, type BrokerTrouble, type Offer } from "./broker.ts";

interface Transaction {
  object_id: string;
  status: string;
  metadata: string;
  rate: string;
  tracking_number: string;
  tracking_url_provider: string;
  label_url: string;
  messages: object[];
}

export interface FakeShippo {
  readonly route: Route;
  readonly trouble: BrokerTrouble;
  /** How many labels were paid for. */
  readonly bought: () => number;
}

/** Each courier has an account of its own behind Shippo's. */
const accountOf = (courier: string): string => `acc_${courier.toLowerCase()}`;

function offerAt(index: number): Offer {
  const offer = OFFERS[index];
  if (!offer) throw new Error(`no offer ${String(index)}`);
  return offer;
}

/** `publicUrl`: where labels are fetched; `apiToken`: the one it takes. */
export function fakeShippo(options: { apiToken: string; clock: Clock; publicUrl: () => string }): FakeShippo {
  const trouble: BrokerTrouble = {};
  const shipments: { object_id: string; rates: { object_id: string }[] }[] = [];
  const transactions: Transaction[] = [];
  const manifests: { object_id: string; transactions: string[] }[] = [];
  const stamps = () => {
    const at = options.clock.now().toISOString();
    return { object_created: at, object_updated: at, object_owner: "shop@example.com" };
  };

  const rateOf = (shipment: string, index: number) => {
    const { courier, service, token, amount, currency, days } = offerAt(index);
    return {
      ...stamps(),
      object_id: `rate-${shipment}-${String(index)}`,
      shipment,
      amount,
      amount_local: amount,
      currency,
      currency_local: currency,
      attributes: [],
      carrier_account: accountOf(courier),
      provider: courier,
      servicelevel: { name: service, token },
      estimated_days: days,
    };
  };

  function ship(body: Record<string, unknown>): readonly [number, unknown] {
    const {
      metadata = "",
      parcels,
      address_from,
      address_to,
    } = body as {
      metadata?: string;
      parcels: { weight: string }[];
      address_from: object;
      address_to: object;
    };
    if (Number(parcels[0]?.weight) > 31_500) return [400, { parcels: ["too heavy for Ana"] }];
    const object_id = `shipment-${String(shipments.length + 1)}`;
    const shipment = {
      ...stamps(),
      object_id,
      status: "SUCCESS",
      metadata,
      shipment_date: options.clock.now().toISOString(),
      address_from: { ...stamps(), object_id: `from-${object_id}`, ...address_from },
      address_to: { ...stamps(), object_id: `to-${object_id}`, ...address_to },
      carrier_accounts: [],
      parcels: [],
      messages: [],
      rates: OFFERS.map((_, index) => rateOf(object_id, index)),
    };
    shipments.push(shipment);
    return [201, shipment];
  }

  function buy(body: Record<string, unknown>): readonly [number, unknown] {
    const { rate, metadata = "" } = body as { rate: string; metadata?: string };
    const serial = transactions.length + 1;
    const object_id = `transaction-${String(serial)}`;
    const transaction: Transaction = {
      ...stamps(),
      object_id,
      status: "SUCCESS",
      metadata,
      rate,
      tracking_number: upsNumber(serial),
      tracking_url_provider: `https://track.shippo.example/${upsNumber(serial)}`,
      label_url: `${options.publicUrl()}/shippo/labels/${object_id}.pdf`,
      messages: [],
    };
    transactions.unshift(transaction);
    return [201, transaction];
  }

  function refund(body: Record<string, unknown>): readonly [number, unknown] {
    const transaction = transactions.find(({ object_id: id }) => id === body["transaction"]);
    if (transaction?.status !== "SUCCESS") return [400, { transaction: ["it cannot be refunded"] }];
    transaction.status = "REFUNDPENDING";
    return [201, { ...stamps(), object_id: `refund-${transaction.object_id}`, status: "PENDING" }];
  }

  function sheet(body: Record<string, unknown>): readonly [number, unknown] {
    const object_id = `manifest-${String(manifests.length + 1)}`;
    const manifest = {
      ...stamps(),
      object_id,
      carrier_account: body["carrier_account"],
      shipment_date: options.clock.now().toISOString(),
      address_from: "from",
      status: "SUCCESS",
      errors: [],
      transactions: body["transactions"] as string[],
      documents: [`${options.publicUrl()}/shippo/labels/${object_id}.pdf`],
    };
    manifests.push(manifest);
    return [201, manifest];
  }

  function track(courier: string, number: string): readonly [number, unknown] {
    const known = courier === "ups" && transactions.some(({ tracking_number: each }) => each === number);
    if (!known) return [200, { carrier: courier, tracking_number: number, messages: [], tracking_history: [] }];
    const at = options.clock.now().toISOString();
    const scan = (status: string, code: string) => ({
      ...stamps(),
      object_id: code,
      status,
      substatus: { code, text: "signed by Ana", action_required: false },
      status_date: at,
      status_details: "signed by Ana",
      location: { city: "Sevilla", country: "ES" },
    });
    const tracking_history = [scan("PRE_TRANSIT", "information_received"), scan("TRANSIT", "mystery")];
    return [200, { carrier: courier, tracking_number: number, eta: at, messages: [], tracking_history }];
  }

  function address(body: Record<string, unknown>): readonly [number, unknown] {
    const told = body as { zip?: string; country: string };
    const is_valid = told.zip !== "00000";
    const messages = is_valid
      ? []
      : [{ code: "address_not_found", source: "UPS", text: "Ana does not live here", type: "error" }];
    const zip = told.zip?.replace(/ /g, "");
    return [201, { ...stamps(), object_id: "address-1", ...told, zip, validation_results: { is_valid, messages } }];
  }

  const page = (results: unknown[]) => [200, { next: null, previous: null, results }] as const;

  function respond(method: string, path: string, body: Record<string, unknown>): readonly [number, unknown] {
    const [kind = "", id, sub] = path.split("/");
    if (method === "POST") {
      const made = { shipments: ship, transactions: buy, refunds: refund, manifests: sheet, addresses: address }[kind];
      return made ? made(body) : [404, { detail: "unknown path" }];
    }
    if (kind === "addresses") return page([]);
    if (kind === "manifests") return page(manifests);
    if (kind === "tracks") return track(id ?? "", sub ?? "");
    if (kind === "transactions" && !id) return page(transactions);
    if (kind === "rates") {
      const [, shipment = "", index = "0"] = /^rate-(shipment-\d+)-(\d+)$/.exec(id ?? "") ?? [];
      return [200, rateOf(shipment, Number(index))];
    }
    const found =
      kind === "transactions"
        ? transactions.find(({ object_id: each }) => each === id)
        : shipments.find(({ object_id: each }) => each === id);
    return found ? [200, found] : [404, { detail: "not found" }];
  }

  return {
    trouble,
    bought: () => transactions.length,
    route: async (req, res, url) => {
      const label = /^\/shippo\/labels\/(.+)\.pdf$/.exec(url.pathname)?.[1];
      if (label !== undefined) {
        sendPdf(res, label);
        return true;
      }
      if (!url.pathname.startsWith("/shippo/")) return false;
      const path = url.pathname.slice("/shippo/".length);
      const body = await bodyOf(req);
      if (!(req.headers.authorization ?? "").endsWith(options.apiToken))
        answer(req, res, {}, [401, { detail: "token" }]);
      else if (trouble.status) answer(req, res, {}, [trouble.status, { detail: "trouble" }]);
      else answer(req, res, trouble, respond(req.method ?? "GET", path, body));
      return true;
    },
  };
}
