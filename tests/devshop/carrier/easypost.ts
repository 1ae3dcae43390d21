/** A stand-in for EasyPost: the part of its API that the app asks, in its documented shapes. `/easypost/v2/…` */
import type { Clock } from "../clock.ts";
import type { Route } from "../faces/http.ts";
import { answer, bodyOf, OFFERS, sendPdf, upsNumber, type BrokerTrouble } from "./broker.ts";

interface Shipment {
  id: string;
  reference: string | null;
  rates: object[];
  selected_rate: object | null;
  postage_label: object | null;
  tracking_code: string | null;
  tracker: object | null;
  refund_status: string | null;
  scan_form: object | null;
}

export interface FakeEasyPost {
  readonly route: Route;
  readonly trouble: BrokerTrouble;
  /** How many labels were paid for. */
  readonly bought: () => number;
}

/** `publicUrl`: where labels are fetched; `apiKey`: the one it takes, by basic authentication as EasyPost does. */
export function fakeEasyPost(options: { apiKey: string; clock: Clock; publicUrl: () => string }): FakeEasyPost {
  const trouble: BrokerTrouble = {};
  const shipments: Shipment[] = [];
  const wanted = `Basic ${Buffer.from(`${options.apiKey}:`).toString("base64")}`;
  const find = (id: string) => shipments.find((each) => each.id === id || each.reference === id);
  const refusal = (status: number, code: string, errors: object[] = []) =>
    [status, { error: { code, message: "somebody's street is wrong", errors } }] as const;

  function create(body: Record<string, unknown>): readonly [number, unknown] {
    const { reference = null, parcel } = body["shipment"] as { reference?: string; parcel: { weight: number } };
    if (parcel.weight > 1_100)
      return refusal(422, "SHIPMENT.INVALID_PARAMS", [{ field: "parcel.weight", message: "too heavy for a person" }]);
    const id = `shp_${String(shipments.length + 1)}`;
    const rates = OFFERS.map(({ courier, service, amount, currency, days }, index) => ({
      id: `rate_${id}_${String(index)}`,
      object: "Rate",
      carrier: courier,
      service: service.replaceAll(" ", ""),
      rate: amount,
      currency,
      delivery_days: days,
      delivery_date: null,
    }));
    const shipment: Shipment = {
      id,
      reference,
      rates,
      selected_rate: null,
      postage_label: null,
      tracking_code: null,
      tracker: null,
      refund_status: null,
      scan_form: null,
    };
    shipments.push(shipment);
    return [201, shipment];
  }

  function buy(shipment: Shipment, body: Record<string, unknown>): readonly [number, unknown] {
    if (shipment.postage_label) return refusal(422, "SHIPMENT.POSTAGE.EXISTS");
    const { id } = body["rate"] as { id: string };
    shipment.selected_rate = shipment.rates.find((rate) => (rate as { id: string }).id === id) ?? null;
    shipment.tracking_code = upsNumber(shipments.indexOf(shipment) + 1);
    shipment.postage_label = {
      label_url: `${options.publicUrl()}/easypost/labels/${shipment.id}.pdf`,
      label_pdf_url: null,
    };
    shipment.tracker = { public_url: `https://track.easypost.example/${shipment.tracking_code}` };
    return [200, shipment];
  }

  function tracker(shipment: Shipment) {
    return {
      id: `trk_${shipment.id}`,
      object: "Tracker",
      tracking_code: shipment.tracking_code,
      created_at: options.clock.now().toISOString(),
      status: "in_transit",
      est_delivery_date: new Date(options.clock.now().getTime() + 86_400_000).toISOString(),
      tracking_details: [
        {
          object: "TrackingDetail",
          status: "pre_transit",
          status_detail: "status_update",
          message: "Label created for Ana",
          datetime: options.clock.now().toISOString(),
          tracking_location: { city: null, state: null, country: null, zip: null },
        },
        {
          object: "TrackingDetail",
          status: "mystery",
          status_detail: null,
          message: "?",
          datetime: options.clock.now().toISOString(),
          tracking_location: { city: "Sevilla", state: null, country: "ES", zip: null },
        },
      ],
    };
  }

  function manifest(body: Record<string, unknown>): readonly [number, unknown] {
    const { shipments: asked } = body["scan_form"] as { shipments: { id: string }[] };
    const ours = asked.map(({ id }) => find(id));
    if (ours.some((each) => !each?.postage_label || each.scan_form)) return refusal(422, "SCAN_FORM.CREATE.FAILED");
    // A form is one courier's.
    const couriers = new Set(ours.map((each) => (each?.selected_rate as { carrier?: string } | null)?.carrier));
    if (couriers.size > 1) return refusal(422, "SCAN_FORM.CREATE.FAILED");
    const id = `sf_${asked.map(({ id: each }) => each).join("_")}`;
    const form = {
      id,
      object: "ScanForm",
      status: "created",
      tracking_codes: ours.map((each) => each?.tracking_code),
      form_url: `${options.publicUrl()}/easypost/labels/${id}.pdf`,
    };
    for (const each of ours) if (each) each.scan_form = form;
    return [201, form];
  }

  function address(body: Record<string, unknown>): readonly [number, unknown] {
    const told = body["address"] as { street1?: string; zip?: string };
    const success = told.zip !== "00000";
    const errors = success
      ? []
      : [{ code: "E.ADDRESS.NOT_FOUND", field: "address", message: "Ana does not live here" }];
    const zip = told.zip?.replace(/ /g, "");
    return [201, { id: "adr_1", object: "Address", ...told, zip, verifications: { delivery: { success, errors } } }];
  }

  async function respond(
    method: string,
    path: string,
    body: Record<string, unknown>,
  ): Promise<readonly [number, unknown]> {
    if (path === "shipments" && method === "POST") return create(body);
    if (path === "trackers" && method === "GET") return [200, { trackers: [], has_more: false }];
    if (path === "trackers/batch" && method === "POST") {
      const codes = body["tracking_codes"] as string[];
      return [200, { trackers: shipments.filter((each) => codes.includes(each.tracking_code ?? "-")).map(tracker) }];
    }
    if (path === "scan_forms" && method === "POST") return manifest(body);
    if (path === "addresses" && method === "POST") return address(body);
    const [, id = "", verb] = /^shipments\/([^/]+)(?:\/(buy|refund))?$/.exec(path) ?? [];
    const shipment = find(decodeURIComponent(id));
    if (!shipment) return refusal(404, "NOT_FOUND");
    if (verb === "buy") return buy(shipment, body);
    if (verb === "refund") {
      if (shipment.refund_status) return refusal(422, "SHIPMENT.REFUND.EXISTS");
      shipment.refund_status = "submitted";
    }
    return [200, shipment];
  }

  return {
    trouble,
    bought: () => shipments.filter(({ postage_label: label }) => label !== null).length,
    route: async (req, res, url) => {
      const label = /^\/easypost\/labels\/(.+)\.pdf$/.exec(url.pathname)?.[1];
      if (label !== undefined) {
        sendPdf(res, label);
        return true;
      }
      if (!url.pathname.startsWith("/easypost/v2/")) return false;
      const path = url.pathname.slice("/easypost/v2/".length).replace(/^\//, "");
      const body = await bodyOf(req);
      if (req.headers.authorization !== wanted) answer(req, res, {}, refusal(401, "UNAUTHORIZED"));
      else if (trouble.status) answer(req, res, {}, refusal(trouble.status, "TROUBLE"));
      else answer(req, res, trouble, await respond(req.method ?? "GET", path, body));
      return true;
    },
  };
}
