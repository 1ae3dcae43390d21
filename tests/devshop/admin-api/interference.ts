/** Faults and coincidences on demand, for single operations: what the knobs do by chance, a test can ask for. */

/**
 * What happens to one request.
 * - `serverError`: 500 before anything happened.
 * - `halfAnswer`: the operation runs, and the connection breaks in the middle of the answer.
 * - `lostAnswer`: the operation runs, and the connection breaks instead of an answer.
 * - `late`: the connection breaks at once, and the operation runs `afterMs` of shop time later.
 * - `meanwhile`: somebody else does something just before the operation runs.
 */
export type Interference =
  | { readonly kind: "serverError" }
  | { readonly kind: "halfAnswer" }
  | { readonly kind: "lostAnswer" }
  | { readonly kind: "late"; readonly afterMs: number }
  | { readonly kind: "meanwhile"; readonly act: () => void | Promise<void> };

export interface Interferences {
  /** The next request of this operation (by name) meets this; several are met one after the other. */
  add(operation: string, interference: Interference): void;
  /** What the request with this text meets, if anything; it is used up. */
  take(query: string): Interference | undefined;
}

export function interferences(): Interferences {
  const waiting = new Map<string, Interference[]>();
  return {
    add(operation, interference) {
      waiting.set(operation, [...(waiting.get(operation) ?? []), interference]);
    },
    take(query) {
      const name = /\b(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? "";
      const [first, ...rest] = waiting.get(name) ?? [];
      if (first) waiting.set(name, rest);
      return first;
    },
  };
}
