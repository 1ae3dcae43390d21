/** The carrier over HTTP: `/carrier/…`. README.md in this folder has the table. */
import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { z } from "zod";
import { escapeHtml } from "../faces/html.ts";
import { guarded, HttpProblem, readJson, sendHtml, sendJson, type Route } from "../faces/http.ts";
import type { Carrier } from "./carrier.ts";
import {
  addressQuestion,
  CARRIER_NAME,
  knobs as knobsBody,
  manifestQuestion,
  MOST_NUMBERS,
  newShipment,
  rateQuestion,
  type TrackingAnswer,
} from "./contract.ts";
import { draw } from "./seeded-draw.ts";

/** Everything under `/carrier/`. All but the public tracking page wants `Authorization: Bearer <apiKey>`. */
export function carrierRoutes(carrier: Carrier, options: { apiKey: string; seed: string }): Route {
  let requests = 0;
  return guarded(async (req, res, url) => {
    if (!url.pathname.startsWith("/carrier/")) return false;
    const path = url.pathname.slice("/carrier/".length);
    const method = req.method ?? "GET";

    const page = /^track\/([0-9]+)$/.exec(path)?.[1];
    if (page !== undefined && method === "GET") {
      const tracking = carrier.track(page);
      sendHtml(res, tracking.found ? 200 : 404, trackingPage(tracking));
      return true;
    }
    requireKey(req, options.apiKey);
    if (path === "knobs" && method === "POST") {
      carrier.turn(parse(knobsBody, Object.assign({}, carrier.knobs, await readJson(req))));
    }
    if (path === "knobs") {
      sendJson(res, 200, carrier.knobs);
      return true;
    }
    if (path === "stats" && method === "GET") {
      sendJson(res, 200, carrier.stats());
      return true;
    }

    requests += 1;
    const chance = (name: string) => draw(options.seed, name, String(requests));
    if (chance("unavailable") < carrier.knobs.unavailable) throw new HttpProblem(503, "unavailable");
    const [status, body] = await answer(carrier, method, path, url, req);
    // A question that is put by POST changes nothing: its lost answer is as good as none.
    const changesNothing = path === "rates" || path === "addresses/check";
    if (!changesNothing && chance("answersLost") < carrier.knobs.answersLost) req.socket.destroy();
    else sendJson(res, status, body);
    return true;
  });
}

async function answer(
  carrier: Carrier,
  method: string,
  path: string,
  url: URL,
  req: IncomingMessage,
): Promise<[status: number, body: unknown]> {
  if (path === "shipments" && method === "POST") {
    const outcome = carrier.create(parse(newShipment, await readJson(req)));
    if (outcome.kind === "reference_reused") throw new HttpProblem(409, outcome.kind, { id: outcome.id });
    return [outcome.kind === "created" ? 201 : 200, outcome.shipment];
  }
  if (path === "shipments" && method === "GET") {
    const shipment = carrier.find(url.searchParams.get("reference") ?? "");
    if (shipment === undefined) throw new HttpProblem(404, "unknown_shipment");
    return [200, shipment];
  }
  const voided = /^shipments\/([a-z0-9_]+)\/void$/.exec(path)?.[1];
  if (voided !== undefined && method === "POST") {
    const outcome = carrier.void(voided);
    if (outcome.kind !== "voided")
      throw new HttpProblem(outcome.kind === "already_collected" ? 409 : 404, outcome.kind);
    return [200, outcome.shipment];
  }
  if (path === "rates" && method === "POST") {
    return [200, { rates: carrier.rates(parse(rateQuestion, await readJson(req))) }];
  }
  if (path === "addresses/check" && method === "POST") {
    return [200, carrier.check(parse(addressQuestion, await readJson(req)).address)];
  }
  if (path === "manifests" && method === "POST") {
    const outcome = carrier.manifest(parse(manifestQuestion, await readJson(req)).shipments);
    if (outcome.kind !== "made") throw new HttpProblem(409, outcome.kind);
    return [200, { id: outcome.id, pdf: outcome.pdf }];
  }
  if (path === "account" && method === "GET") return [200, { name: CARRIER_NAME }];
  if (path === "tracking" && method === "GET") {
    const numbers = (url.searchParams.get("numbers") ?? "").split(",").filter((number) => number !== "");
    if (numbers.length === 0 || numbers.length > MOST_NUMBERS) {
      throw new HttpProblem(400, "bad_numbers", { atLeast: 1, atMost: MOST_NUMBERS });
    }
    return [200, { shipments: numbers.map((number) => carrier.track(number)) }];
  }
  throw new HttpProblem(404, "unknown_path");
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => ({ at: issue.path.join("."), problem: issue.message }));
  throw new HttpProblem(422, "invalid", { problems });
}

function requireKey(req: IncomingMessage, apiKey: string): void {
  const given = Buffer.from(req.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${apiKey}`);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new HttpProblem(401, "unauthorized");
}

/** The carrier's own public page: what a tracking link opens. It shows no names or streets. */
function trackingPage(tracking: TrackingAnswer): string {
  const number = escapeHtml(tracking.trackingNumber);
  const scans = tracking.found ? [...tracking.scans].reverse() : [];
  const rows = scans.map(({ at, text, code, place }) => {
    const where = place === null ? "" : `, ${escapeHtml(place.city)} (${escapeHtml(place.countryCode)})`;
    return `<li><time datetime="${at}">${at.slice(0, 16).replace("T", " ")}</time> ${escapeHtml(text ?? `Status ${code}`)}${where}</li>`;
  });
  const body = tracking.found
    ? `<p>Expected by ${tracking.expectedAt.slice(0, 10)}</p><ol reversed>${rows.join("")}</ol>`
    : "<p>We do not know this number.</p>";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${number} – ${CARRIER_NAME}</title><style>body{font:16px/1.5 system-ui;margin:2rem auto;max-width:36rem;padding:0 1rem}h1{font-size:1.3rem}</style></head>
<body><main><h1>${CARRIER_NAME}: parcel ${number}</h1>${body}</main></body></html>`;
}
