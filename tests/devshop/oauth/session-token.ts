/** The JWT with which Shopify's admin tells an app who asks: HS256 with the app's secret, one minute long. */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { AppIdentity } from "../state/world.ts";

const LIFETIME_SECONDS = 60;
/** Clocks of two machines differ: tokens this much too old or too new still pass. */
const TOLERANCE_SECONDS = 10;

const claims = z.object({
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: z.number(),
  nbf: z.number(),
  iat: z.number(),
  jti: z.string(),
  sid: z.string(),
});
export type SessionClaims = z.infer<typeof claims>;

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const sign = (text: string, secret: string) => createHmac("sha256", secret).update(text).digest("base64url");

/** A session token of a staff member (`userId`) of the shop, valid `ttl` seconds from now on. */
export function mintSessionToken(
  app: AppIdentity,
  clock: Clock,
  domain: string,
  { userId = "1", ttl = LIFETIME_SECONDS }: { userId?: string; ttl?: number } = {},
): string {
  const now = Math.floor(clock.now().getTime() / 1000);
  const payload: SessionClaims = {
    iss: `https://${domain}/admin`,
    dest: `https://${domain}`,
    aud: app.apiKey,
    sub: userId,
    exp: now + ttl,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const text = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(payload)}`;
  return `${text}.${sign(text, app.apiSecret)}`;
}

/** The claims, or undefined when signature, audience, time or shop are not right. */
export function readSessionToken(
  app: AppIdentity,
  clock: Clock,
  domain: string,
  token: string,
): SessionClaims | undefined {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const expected = Buffer.from(sign(`${header}.${payload}`, app.apiSecret));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  const parsed = claims.safeParse(decode(payload));
  if (!parsed.success || decode(header)?.["alg"] !== "HS256") return undefined;
  const { aud, dest, exp, nbf } = parsed.data;
  const now = clock.now().getTime() / 1000;
  if (aud !== app.apiKey || dest !== `https://${domain}`) return undefined;
  if (now > exp + TOLERANCE_SECONDS || now < nbf - TOLERANCE_SECONDS) return undefined;
  return parsed.data;
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
    return z.record(z.string(), z.unknown()).safeParse(value).data;
  } catch {
    return undefined;
  }
}
