/** The body is not what a webhook may be; `why` is for the log and the answer. */
export class MalformedBody extends Error {
  override readonly name = "MalformedBody";
}

interface ReviverContext {
  readonly source?: string;
}

/**
 * Parses a webhook body with every digit of its ids. Shopify's ids exceed 2^53, where JSON.parse rounds: 9007199254740993 becomes …992. An
 * integer that a double cannot hold comes out as a string of its digits (`context.source`, exact since Node 21).
 * Throws MalformedBody when the bytes are not UTF-8 or not a JSON object.
 */
export function parseBody(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const value = parse(decode(bytes));
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new MalformedBody("the body is not a JSON object");
  return value as Record<string, unknown>;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new MalformedBody("the body is not UTF-8");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, keepDigits) as unknown;
  } catch {
    throw new MalformedBody("the body is not JSON");
  }
}

function keepDigits(this: unknown, _key: string, value: unknown, context?: ReviverContext): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  return context?.source !== undefined && /^-?\d+$/.test(context.source) ? context.source : value;
}
