/** Access and refresh tokens of the app in every shop. */
import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Shop } from "../state/shop.ts";

/** Offline tokens live an hour, their refresh tokens 90 days; online tokens a day. */
const OFFLINE_SECONDS = 3_600;
const REFRESH_SECONDS = 90 * 24 * 3_600;
const ONLINE_SECONDS = 24 * 3_600 - 1;
const DAY_SECONDS = 24 * 3_600;
/** An old refresh token stays usable until its successor was used, but no longer than this after its own first use. */
const OLD_REFRESH_SECONDS = 30 * DAY_SECONDS;

export interface IssuedToken {
  readonly accessToken: string;
  readonly expiresIn: number | null;
  readonly refreshToken: string | null;
  readonly refreshTokenExpiresIn: number | null;
  readonly scopes: string[];
}

interface AccessToken {
  readonly shop: Shop;
  /** null: never (an old-style offline token). */
  expiresAt: number | null;
}

interface RefreshToken {
  readonly shop: Shop;
  expiresAt: number;
  /** The token this one replaced: dead once this one is used. */
  readonly replaces: string | undefined;
}

export class TokenStore {
  readonly #clock: Clock;
  readonly #access = new Map<string, AccessToken>();
  readonly #refresh = new Map<string, RefreshToken>();
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Scopes the token may use now, or undefined when the token is unknown, expired, revoked, or of another shop. */
  scopesOf(shop: Shop, accessToken: string): ReadonlySet<string> | undefined {
    const token = this.#access.get(accessToken);
    if (token?.shop !== shop || shop.installation === null) return undefined;
    if (token.expiresAt !== null && token.expiresAt <= this.#now()) return undefined;
    return shop.installation.scopes;
  }

  /** A new offline token; with a refresh token when it expires. */
  issueOffline(shop: Shop, expiring: boolean, replaces?: string): IssuedToken {
    const accessToken = `shpat_${randomBytes(16).toString("hex")}`;
    this.#access.set(accessToken, { shop, expiresAt: expiring ? this.#now() + OFFLINE_SECONDS * 1000 : null });
    const scopes = [...(shop.installation?.scopes ?? [])].sort();
    if (!expiring) return { accessToken, expiresIn: null, refreshToken: null, refreshTokenExpiresIn: null, scopes };
    const refreshToken = `shprt_${randomBytes(16).toString("hex")}`;
    this.#refresh.set(refreshToken, { shop, expiresAt: this.#now() + REFRESH_SECONDS * 1000, replaces });
    return {
      accessToken,
      expiresIn: OFFLINE_SECONDS,
      refreshToken,
      refreshTokenExpiresIn: REFRESH_SECONDS,
      scopes,
    };
  }

  issueOnline(shop: Shop): IssuedToken {
    const accessToken = `shpua_${randomBytes(16).toString("hex")}`;
    this.#access.set(accessToken, { shop, expiresAt: this.#now() + ONLINE_SECONDS * 1000 });
    const scopes = [...(shop.installation?.scopes ?? [])].sort();
    return { accessToken, expiresIn: ONLINE_SECONDS, refreshToken: null, refreshTokenExpiresIn: null, scopes };
  }

  /**
   * Rotates: a new pair for a refresh token. The used token stays good (a lost answer can be asked for again) until its
   * successor is used; using the successor kills it. Undefined when the token is unknown, expired, or of another shop.
   */
  refresh(shop: Shop, refreshToken: string): IssuedToken | undefined {
    const token = this.#refresh.get(refreshToken);
    if (token?.shop !== shop || shop.installation === null) return undefined;
    if (token.expiresAt <= this.#now()) return undefined;
    if (token.replaces !== undefined) this.#refresh.delete(token.replaces);
    token.expiresAt = Math.min(token.expiresAt, this.#now() + OLD_REFRESH_SECONDS * 1000);
    return this.issueOffline(shop, true, refreshToken);
  }

  /** Knob: every access token of the shop is expired now; refresh tokens stay. */
  expireAccessTokens(shop: Shop): void {
    for (const token of this.#access.values()) if (token.shop === shop) token.expiresAt = this.#now();
  }

  /** Knob, and what uninstalling does: every token of the shop is dead. */
  revokeAll(shop: Shop): void {
    for (const [text, token] of this.#access) if (token.shop === shop) this.#access.delete(text);
    for (const [text, token] of this.#refresh) if (token.shop === shop) this.#refresh.delete(text);
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}
