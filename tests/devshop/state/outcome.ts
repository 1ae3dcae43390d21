/** What a mutation answers: the result, or Shopify's user errors. A refused call changes nothing. */

export interface UserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  /** A value of the mutation's own error enum; null where Shopify gives none (the message is then all there is). */
  readonly code: string | null;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: UserError[] };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refused(field: string[] | null, message: string, code: string | null = null): Outcome<never> {
  return { ok: false, errors: [{ field, message, code }] };
}
