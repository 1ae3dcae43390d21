/** Session tokens as Shopify makes them, and as nobody should. */
import { createHmac, randomUUID } from "node:crypto";

interface Change {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly alg?: string;
  readonly secret?: string;
}

/** A staff member's token for the admin of a shop, with claims changed or left out (undefined). */
export function staffToken(domain: string, change: Change = {}): string {
  return jwt(
    { ...claimsFor(60), iss: `https://${domain}/admin`, dest: `https://${domain}`, sub: "1", sid: randomUUID() },
    change,
  );
}

/** A shopper's token, as the extensions get it: `dest` is the bare domain, `sub` the customer, if signed in. */
export function shopperToken(domain: string, customerId: string | null, change: Change = {}): string {
  const sub = customerId === null ? {} : { sub: `gid://shopify/Customer/${customerId}` };
  return jwt({ ...claimsFor(300), dest: domain, ...sub }, change);
}

function claimsFor(seconds: number) {
  const now = Math.floor(Date.now() / 1000);
  return { aud: process.env["SHOPIFY_API_KEY"], exp: now + seconds, nbf: now, iat: now, jti: randomUUID() };
}

function jwt(
  claims: object,
  { claims: changed = {}, alg = "HS256", secret = process.env["SHOPIFY_API_SECRET"] ?? "" }: Change,
): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg, typ: "JWT" })}.${part({ ...claims, ...changed })}`;
  const signature =
    alg === "none"
      ? ""
      : createHmac(alg === "HS512" ? "sha512" : "sha256", secret)
          .update(signed)
          .digest("base64url");
  return `${signed}.${signature}`;
}

/** A good token spoilt in one way, by what was done to it. `good` makes it; `other` is the domain of another shop. */
export function spoilt(good: (change?: Change) => string, other: string): Record<string, string> {
  const now = Math.floor(Date.now() / 1000);
  const [header = "", claims = "", signature = ""] = good().split(".");
  const flipped = signature.startsWith("A") ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
  return {
    expired: good({ claims: { iat: now - 600, nbf: now - 600, exp: now - 11 } }),
    "not valid yet": good({ claims: { nbf: now + 60, exp: now + 120 } }),
    "for another app": good({ claims: { aud: "another-app" } }),
    "for nobody": good({ claims: { aud: undefined } }),
    "signed by somebody else": good({ secret: "guessed" }),
    "signed with nothing": good({ secret: "" }),
    "alg none": good({ alg: "none" }),
    "alg None, signed": good({ alg: "None" }),
    "another algorithm": good({ alg: "HS512" }),
    "a signature of another token": `${header}.${claims}.${good({ claims: { jti: "x" } }).split(".")[2] ?? ""}`,
    "a flipped bit": `${header}.${claims}.${flipped}`,
    "without its signature": `${header}.${claims}.`,
    "dest is no shop": good({ claims: { dest: "https://evil.example", iss: "https://evil.example/admin" } }),
    "dest is nothing": good({ claims: { dest: undefined } }),
    "dest looks like a shop": good({ claims: { dest: `https://${other}.evil.example` } }),
    "no token at all": "undefined",
    "three dots": "..",
  };
}
