import { timingSafeEqual } from "node:crypto";

/**
 * Whether a secret text (a key, a signature) is the one wanted, compared in constant time once the lengths agree. Texts and not the bytes they write: a
 * decoder reads several texts as the same bytes (the last sign of 16 bytes in base64 has four spare bits), and a signature has one writing.
 */
export function isSameText(wanted: string, given: string): boolean {
  const [right, other] = [Buffer.from(wanted), Buffer.from(given)];
  return right.length === other.length && timingSafeEqual(right, other);
}
