/** What the stand-ins for EasyPost and Shippo share: what they sell, and what may go wrong. Memory only; prices are fixed. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { readJson, sendJson } from "../faces/http.ts";
import { manifestPdf } from "./label-pdf.ts";

/** What goes wrong with the next requests, until it is set back. */
export interface BrokerTrouble {
  /** Answered with this status and nothing done. */
  status?: number | undefined;
  /** Carried out, and the connection breaks before the answer. */
  lost?: boolean | undefined;
}

export interface Offer {
  readonly courier: string;
  readonly service: string;
  readonly token: string;
  /** Decimal, in `currency`. */
  readonly amount: string;
  readonly currency: string;
  readonly days: number;
}

/** What both sell, not in order of price. The first 20 kg cost the same. */
export const OFFERS: readonly Offer[] = [
  { courier: "UPS", service: "Express Saver", token: "ups_express_saver", amount: "14.20", currency: "EUR", days: 1 },
  { courier: "UPS", service: "Standard", token: "ups_standard", amount: "6.35", currency: "EUR", days: 3 },
  { courier: "USPS", service: "Priority", token: "usps_priority", amount: "7.90", currency: "EUR", days: 2 },
];

/** The number of a UPS parcel, with its check digit: letters count as their place in the alphabet, every second twice. */
export function upsNumber(serial: number): string {
  const body = `99999903${String(serial).padStart(7, "0")}`;
  const sum = Array.from(body).reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 2), 0);
  return `1Z${body}${String((10 - (sum % 10)) % 10)}`;
}

/** A label, or a sheet of several: a real PDF. */
export function sendPdf(res: ServerResponse, name: string): void {
  res.writeHead(200, { "content-type": "application/pdf" });
  res.end(manifestPdf(name, [name]));
}

export async function bodyOf(req: IncomingMessage): Promise<Record<string, unknown>> {
  return req.method === "POST" ? ((await readJson(req)) as Record<string, unknown>) : {};
}

/** Answers, unless the trouble wants otherwise. */
export function answer(
  req: IncomingMessage,
  res: ServerResponse,
  trouble: BrokerTrouble,
  [status, body]: readonly [number, unknown],
): void {
  if (trouble.lost) req.socket.destroy();
  else sendJson(res, status, body);
}
