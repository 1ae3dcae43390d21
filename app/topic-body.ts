/**
 * Readers of webhook bodies. The receiver parses with the digits kept, so an id is a number while that is exact and a string of digits
 * beyond 2^53; some topics give gids instead. A reader never throws: a body that lacks a value says so by `undefined`.
 */
import { readId } from "./core/ids.ts";
import { readMoment } from "./core/moment.ts";

/** The value at a dotted path of object keys. */
export function valueAt(body: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), body);
}

/** The list at a path; empty when there is none. */
export function listAt(body: unknown, path: string): readonly unknown[] {
  const value = valueAt(body, path);
  return Array.isArray(value) ? value : [];
}

/** Text at a path. */
export function textAt(body: unknown, path: string): string | undefined {
  const value = valueAt(body, path);
  return typeof value === "string" ? value : undefined;
}

/** The digits of an id at a path, from a number, a string of digits or a gid of any type. */
export function idAt(body: unknown, path: string): string | undefined {
  const value = valueAt(body, path);
  if (typeof value === "number") return Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined;
  if (typeof value !== "string") return undefined;
  return readId(/^(?:gid:\/\/shopify\/[A-Za-z]+\/)?([0-9]{1,19})(?:\?.*)?$/.exec(value)?.[1]);
}

/** A count of units at a path: what an integer column holds, 32 bits. */
export function integerAt(body: unknown, path: string): number | undefined {
  const value = valueAt(body, path);
  return typeof value === "number" && Number.isSafeInteger(value) && Math.abs(value) < 2 ** 31 ? value : undefined;
}

/** A moment at a path, written as ISO 8601. */
export function dateAt(body: unknown, path: string): Date | undefined {
  return readMoment(textAt(body, path));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Lines added and removed by an order edit: [{lineId, delta}]. */
export function editedLines(body: unknown, path: string): readonly Readonly<Record<string, string | number>>[] {
  return listAt(body, path).flatMap((line) => {
    const lineId = idAt(line, "id");
    return lineId === undefined ? [] : [{ lineId, delta: integerAt(line, "delta") ?? 0 }];
  });
}
