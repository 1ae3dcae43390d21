import { z } from "zod";
import { readJson } from "../../../core/read-json.ts";

/** What a carrier says a webhook is about. */
export interface HookSignature {
  /** Hexadecimal HMAC-SHA256 of `signed` under the account's secret. */
  readonly given: string;
  readonly signed: string;
}

/** Shippo signs with its own clock: what is older than this was recorded by somebody. */
const LATE_MS = 5 * 60_000;

/**
 * What a webhook's headers claim, by carrier: EasyPost `x-hmac-signature: hmac-sha256-hex=…` over the body, with weights that are whole numbers
 * written as it signs them ("3.0"); Shippo `shippo-auth-signature: t=…,v1=…` over time and body. Undefined: not signed as documented, or too late.
 */
export function signatureOf(
  carrier: string,
  header: (name: string) => string | null,
  body: string,
  now: Date,
): HookSignature | undefined {
  if (carrier === "easypost") {
    const given = /^hmac-sha256-hex=([0-9a-f]{64})$/.exec(header("x-hmac-signature") ?? "")?.[1];
    return given === undefined
      ? undefined
      : { given, signed: body.replace(/("weight":\s*\d+)(\s*)(?=[,}])/g, "$1.0$2") };
  }
  if (carrier === "shippo") {
    const [, at = "", given = ""] =
      /^t=(\d{1,12}),\s*v1=([0-9a-f]{64})$/.exec(header("shippo-auth-signature") ?? "") ?? [];
    if (given === "" || Math.abs(now.getTime() - Number(at) * 1_000) > LATE_MS) return undefined;
    return { given, signed: `${at}.${body}` };
  }
  return undefined;
}

const bodySchema = z.union([
  z.object({ result: z.object({ tracking_code: z.string() }) }).transform(({ result }) => result.tracking_code),
  z.object({ data: z.object({ tracking_number: z.string() }) }).transform(({ data }) => data.tracking_number),
]);

/** The number a webhook is about; undefined when it is about something else. Nothing else of it is believed. */
export function numberOf(body: string): string | undefined {
  const read = bodySchema.safeParse(readJson(body));
  return read.success && /^[\w-]{1,60}$/.test(read.data) ? read.data : undefined;
}
