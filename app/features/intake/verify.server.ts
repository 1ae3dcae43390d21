import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Is this the HMAC-SHA256 (base64) of the raw body under one of the secrets? Both the current and the previous client secret count: after a
 * rotation Shopify may sign with the old one for up to an hour. Compared in constant time.
 * https://shopify.dev/docs/apps/build/webhooks/subscribe/https#step-2-validate-the-origin-of-your-webhook-to-ensure-its-coming-from-shopify
 */
export function isSigned(body: Uint8Array, signature: string | undefined, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature ?? "", "base64");
  // Only as Shopify writes it: the decoder skips what is no base64, so it would read a good signature out of "good, forged" as well.
  if (given.length !== 32 || given.toString("base64") !== signature) return false;
  return secrets.some((secret) => timingSafeEqual(createHmac("sha256", secret).update(body).digest(), given));
}
