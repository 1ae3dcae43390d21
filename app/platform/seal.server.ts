import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { Bug } from "../core/faults.ts";
import type { ShopId } from "../core/ids.ts";
import { config } from "../config.server.ts";

/**
 * Encryption at rest: AES-256-GCM. A sealed value is `version, key id length, key id, 12 bytes nonce, 16 bytes tag, text`. The key id
 * makes rotation possible: the first key of SEAL_KEYS seals, every key opens. `context` is bound in as associated data, so that a value
 * copied to another row, column or shop does not open.
 */
const VERSION = 1;

/** Seals under the current key. */
export function seal(plain: string | Uint8Array, context: string): Buffer<ArrayBuffer> {
  const current = config.sealKeys[0];
  if (!current) throw new Bug("SEAL_KEYS is empty");
  const id = Buffer.from(current.id);
  return Buffer.concat([Buffer.from([VERSION, id.length]), id, sealWith(current.key, plain, context)]);
}

/** Opens what `seal` made under any known key. Throws Bug when the key is unknown, the context differs or a byte was changed. */
export function open(sealed: Uint8Array, context: string): Buffer {
  const bytes = Buffer.from(sealed);
  const length = bytes[1] ?? 0;
  const id = bytes.subarray(2, 2 + length).toString();
  const known = config.sealKeys.find((key) => key.id === id);
  if (bytes[0] !== VERSION || !known)
    throw new Bug(`a sealed value names the key ${JSON.stringify(id)}, which SEAL_KEYS does not have`);
  return openWith(known.key, bytes.subarray(2 + length), context);
}

/** Is this value sealed under an older key, to be sealed anew at the next write? */
export function isStale(sealed: Uint8Array): boolean {
  const bytes = Buffer.from(sealed);
  return bytes.subarray(2, 2 + (bytes[1] ?? 0)).toString() !== config.sealKeys[0]?.id;
}

/** Seals under a key of the caller's own (one per order's person: deleting that key deletes the person). */
export function sealWith(key: Buffer, plain: string | Uint8Array, context: string): Buffer<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(context));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Opens what `sealWith` made. Throws Bug when it does not fit. */
export function openWith(key: Buffer, sealed: Uint8Array, context: string): Buffer {
  const bytes = Buffer.from(sealed);
  try {
    // Without the length Node takes a tag of four bytes too, which can be guessed.
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
  } catch (cause) {
    throw new Bug("a sealed value does not open: wrong key, wrong place or damaged", { cause });
  }
}

/**
 * Keyed hash for exact search over personal words (e-mail, phone, words of a name). The shop is part of the message, so that equal people
 * of two shops look different.
 */
export function wordHash(shopId: ShopId, word: string): Buffer<ArrayBuffer> {
  return Buffer.from(createHmac("sha256", config.searchKey).update(`${shopId}\n${word}`).digest().subarray(0, 16));
}
