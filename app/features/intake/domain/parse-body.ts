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
 * Throws MalformedBody when the bytes are not UTF-8 or not a JSON object, and for text PostgreSQL cannot hold (NUL, half a surrogate pair):
 * in the batch it would fail, and everybody else's delivery with it.
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
    return JSON.parse(text, checked) as unknown;
  } catch (error) {
    throw error instanceof MalformedBody ? error : new MalformedBody("the body is not JSON");
  }
}

function checked(this: unknown, key: string, value: unknown, context?: ReviverContext): unknown {
  if (!isStorable(key)) throw new MalformedBody("the body has a name that is not text");
  if (typeof value === "string" && !isStorable(value)) throw new MalformedBody("the body has a value that is not text");
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  return context?.source !== undefined && /^-?\d+$/.test(context.source) ? context.source : value;
}

const isStorable = (text: string) => !text.includes("\0") && text.isWellFormed();
