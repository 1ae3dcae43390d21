import { z } from "zod";

/** An access token that ends sooner than this is replaced before it is used (Shopify's own library does the same). */
export const REFRESH_BEFORE_MS = 5 * 60_000;

/** Does a token that ends at `expiresAt` last at least `forMs` longer? One without an end lasts. */
export function lasts(expiresAt: Date | null, now: Date, forMs: number): boolean {
  return expiresAt === null || expiresAt.getTime() - now.getTime() > forMs;
}

/**
 * The answer to a refresh. Every field must be there: an answer without `expires_in` would otherwise switch refreshing off for good
 * (shopify-app-js #3400). Lifetimes are seconds from the answer.
 */
const Granted = z.object({
  access_token: z.string().min(1),
  scope: z.string(),
  expires_in: z.number().int().positive(),
  refresh_token: z.string().min(1),
  refresh_token_expires_in: z.number().int().positive(),
});

export interface TokenPair {
  readonly accessToken: string;
  readonly scope: string;
  readonly expiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
}

/**
 * - `refused`: this refresh token is no good any more; only a staff member who opens the app can bring a new one.
 * - `ourFault`: Shopify does not know us (client id or secret); no shop's tokens are to blame.
 * - `shopAway`: frozen, locked or gone.
 * - `later`: nobody knows; the old refresh token stays usable until its successor is used, so asking again is safe.
 */
export type RefreshOutcome =
  | { readonly kind: "granted"; readonly pair: TokenPair }
  | { readonly kind: "refused" | "ourFault" | "shopAway" | "later"; readonly status: number };

/**
 * Reads Shopify's answer to `grant_type=refresh_token`.
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens
 */
export function readRefreshAnswer(status: number, body: unknown, now: Date): RefreshOutcome {
  if (status >= 200 && status < 300) {
    const granted = Granted.safeParse(body);
    if (!granted.success) return { kind: "later", status };
    const after = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
    return {
      kind: "granted",
      pair: {
        accessToken: granted.data.access_token,
        scope: granted.data.scope,
        expiresAt: after(granted.data.expires_in),
        refreshToken: granted.data.refresh_token,
        refreshTokenExpiresAt: after(granted.data.refresh_token_expires_in),
      },
    };
  }
  const error = z.object({ error: z.string() }).safeParse(body).data?.error;
  if (error === "invalid_client" || error === "application_cannot_be_found") return { kind: "ourFault", status };
  if (status === 400 || status === 401 || status === 403) return { kind: "refused", status };
  if (status === 402 || status === 404 || status === 423) return { kind: "shopAway", status };
  return { kind: "later", status };
}
