import { createHmac } from "node:crypto";
import { isSameText } from "../../platform/same-text.server.ts";

/**
 * Is this the HMAC-SHA256 (base64) of the raw body under one of the secrets? Both the current and the previous client secret count: after a
 * rotation Shopify may sign with the old one for up to an hour. Compared in constant time.
 * https://shopify.dev/docs/apps/build/webhooks/subscribe/https#step-2-validate-the-origin-of-your-webhook-to-ensure-its-coming-from-shopify
 */
export function isSigned(body: Uint8Array, signature: string | undefined, secrets: readonly string[]): boolean {
  const hmac = (secret: string) => createHmac("sha256", secret).update(body).digest("base64");
  return secrets.some((secret) => isSameText(hmac(secret), signature ?? ""));
}
