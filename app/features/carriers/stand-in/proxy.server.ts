import { Bug, Retryable, Terminal } from "../../../core/faults.ts";
import { readJson } from "../../../core/read-json.ts";
import { assertNoTransaction } from "../../../platform/db/in-shop.server.ts";
import type { Carrier } from "../domain/carrier.ts";
import {
  party,
  rateBody,
  readAddress,
  readManifest,
  readRates,
  readRefusal,
  readShipment,
  readTracking,
  shipmentBody,
  STAND_IN_FACTS,
  type StandInCredentials,
} from "./map.ts";

/** A label is a PDF made while we wait; anything slower than this is a carrier in trouble. */
const TIMEOUT_MS = 15_000;

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The stand-in carrier over HTTP: the only place that speaks to it. `origin` without a trailing slash. */
export function standInCarrier(origin: string, { apiKey }: StandInCredentials): Carrier {
  const ask = (method: "GET" | "POST", path: string, body?: unknown) =>
    request({ origin, apiKey, method, path, body, writes: method === "POST" });
  /** Changes nothing at the carrier, or does it once however often it is asked: a lost answer may be asked for again. */
  const question = (path: string, body: unknown) =>
    request({ origin, apiKey, method: "POST", path, body, writes: false });
  return {
    ...STAND_IN_FACTS,

    async test() {
      read(await ask("GET", "account"), () => undefined);
    },

    async rates(parcel) {
      const answer = await question("rates", rateBody(parcel));
      if (answer.status === 422) return { status: "refused", codes: readRefusal(answer.body) };
      return { status: "quoted", rates: read(answer, readRates) };
    },

    async manifest(carrierRefs) {
      const answer = await question("manifests", { shipments: carrierRefs });
      if (answer.status === 409 || answer.status === 422) return { status: "refused", codes: readRefusal(answer.body) };
      return { status: "made", manifest: read(answer, readManifest) };
    },

    async checkAddress(address) {
      const answer = await question("addresses/check", { address: party(address) });
      if (answer.status === 422) return { status: "undeliverable", codes: readRefusal(answer.body) };
      return read(answer, (body) => readAddress(body, address));
    },

    async buy(label) {
      const answer = await ask("POST", "shipments", shipmentBody(label));
      if (answer.status === 409 || answer.status === 422) return { status: "refused", codes: readRefusal(answer.body) };
      const bought = read(answer, readShipment);
      return bought ? { status: "bought", label: bought } : { status: "refused", codes: ["voided"] };
    },

    async find(reference) {
      const answer = await ask("GET", `shipments?reference=${encodeURIComponent(reference)}`);
      return answer.status === 404 ? undefined : read(answer, readShipment);
    },

    async void(carrierRef) {
      const answer = await ask("POST", `shipments/${encodeURIComponent(carrierRef)}/void`);
      if (answer.status === 404 || answer.status === 409) return { status: "refused", codes: readRefusal(answer.body) };
      read(answer, () => undefined);
      return { status: "voided" };
    },

    async track(trackingNumbers) {
      const numbers = trackingNumbers.map(encodeURIComponent).join(",");
      return read(await ask("GET", `tracking?numbers=${numbers}`), readTracking);
    },
  };
}

/** Sends one request. Throws Retryable for what may pass and Terminal for a refused key; other answers go back with their status. */
async function request(options: {
  origin: string;
  apiKey: string;
  method: "GET" | "POST";
  path: string;
  body: unknown;
  writes: boolean;
}): Promise<Answer> {
  const { origin, apiKey, method, path, body, writes } = options;
  assertNoTransaction("a carrier is asked");
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${origin}/carrier/${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: "error",
    });
    text = await response.text();
  } catch (cause) {
    throw new Retryable("the carrier did not answer", { cause, mayHaveHappened: writes });
  }
  if (response.status === 401 || response.status === 403)
    throw new Terminal("carrier_credentials", "the carrier refused our key");
  // Its documentation promises that 429 and 503 were not carried out; of the other 5xx it says nothing.
  if (response.status === 429 || response.status === 503)
    throw new Retryable(`the carrier is busy (${response.status})`);
  if (response.status >= 500)
    throw new Retryable(`the carrier failed (${response.status})`, { mayHaveHappened: writes });
  return { status: response.status, body: readJson(text) };
}

function read<T>(answer: Answer, map: (body: unknown) => T): T {
  if (answer.status !== 200 && answer.status !== 201)
    throw new Bug(`the carrier answered ${answer.status}: ${readRefusal(answer.body).join(" ")}`);
  try {
    return map(answer.body);
  } catch (cause) {
    throw new Bug("the carrier's answer has another shape than its documentation", { cause });
  }
}
