/**
 * Reading of JSON from outside (Shopify, our backend, a metafield). A validation library would be larger than all the
 * rest of a bundle, so these few readers do it: each gives the value, or null when it has another type.
 */

type JsonRecord = Readonly<Record<string, unknown>>;

export function asRecord(value: unknown): JsonRecord | null {
  return isRecord(value) ? value : null;
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The records in a list; other members are left out. Not a list: empty. */
export function asRecords(value: unknown): readonly JsonRecord[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** A text with at least one visible character. */
export function asText(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/** A whole number ≥ 0. */
export function asCount(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : null;
}

/** An http(s) URL. Anything else (`javascript:`, relative) is refused, because it becomes a link. */
export function asWebUrl(value: unknown): string | null {
  return typeof value === "string" && /^https?:\/\/[^\s]+$/i.test(value) ? value : null;
}

/** `gid://shopify/Order/12?x=y` → `"12"`; a plain number as text stays. Null when there are no digits at the end. */
export function numericId(value: unknown): string | null {
  return typeof value === "string" ? (/(?:^|\/)([0-9]{1,20})(?:\?.*)?$/.exec(value)?.[1] ?? null) : null;
}
