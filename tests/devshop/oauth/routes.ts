/** `POST /admin/oauth/access_token`: token exchange and refresh, as managed-install apps use them. */
import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { HOST_HEADER } from "../admin-api/http.ts";
import type { Clock } from "../clock.ts";
import { readJson, sendJson, type Route } from "../faces/http.ts";
import { scopesFor, staffOf } from "../state/staff.ts";
import type { World } from "../state/world.ts";
import { readSessionToken } from "./session-token.ts";
import type { IssuedToken, TokenStore } from "./tokens.ts";

const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";

const credentials = { client_id: z.string(), client_secret: z.string() };
const request = z.discriminatedUnion("grant_type", [
  z.object({
    ...credentials,
    grant_type: z.literal("urn:ietf:params:oauth:grant-type:token-exchange"),
    subject_token: z.string(),
    subject_token_type: z.literal(ID_TOKEN),
    requested_token_type: z.enum([OFFLINE, ONLINE]),
    expiring: z.enum(["0", "1"]).optional(),
  }),
  z.object({ ...credentials, grant_type: z.literal("refresh_token"), refresh_token: z.string() }),
]);

export interface OauthOptions {
  world: World;
  tokens: TokenStore;
  /** Session tokens and token lifetimes are checked by libraries with the machine's time; tests may step it. */
  clock: Clock;
  counters: { exchanges: number; refreshes: number; refused: number };
}

export function oauthRoutes({ world, tokens, clock, counters }: OauthOptions): Route {
  return async (req, res, url) => {
    if (url.pathname !== "/admin/oauth/access_token") return false;
    const refuse = (status: number, error: string, description: string) => {
      counters.refused++;
      sendJson(res, status, { error, error_description: description });
      return true;
    };
    if (req.method !== "POST") return refuse(405, "invalid_request", "POST only");
    const shop = world.shops.get(String(req.headers[HOST_HEADER] ?? ""));
    if (shop === undefined) return refuse(404, "invalid_request", "No such shop");
    const parsed = request.safeParse(await readJson(req));
    if (!parsed.success) return refuse(400, "invalid_request", z.prettifyError(parsed.error));
    const body = parsed.data;
    if (body.client_id !== world.app.apiKey || !same(body.client_secret, world.app.apiSecret))
      return refuse(400, "invalid_client", "Unknown client, or wrong secret");
    if (body.grant_type === "refresh_token") {
      const rotated = tokens.refresh(shop, body.refresh_token);
      if (rotated === undefined) return refuse(400, "invalid_grant", "This refresh token is no longer valid");
      counters.refreshes++;
      sendJson(res, 200, answer(rotated));
      return true;
    }
    const claims = readSessionToken(world.app, clock, shop.domain, body.subject_token);
    if (claims === undefined) return refuse(400, "invalid_subject_token", "The session token is not valid");
    if (shop.installation === null) return refuse(400, "invalid_request", "The app is not installed");
    counters.exchanges++;
    if (body.requested_token_type === OFFLINE) {
      sendJson(res, 200, answer(tokens.issueOffline(shop, body.expiring === "1")));
      return true;
    }
    const online = tokens.issueOnline(shop);
    const staff = staffOf(shop, claims.sub);
    sendJson(res, 200, {
      ...answer(online),
      associated_user_scope: scopesFor(staff, online.scopes).join(","),
      associated_user: {
        id: Number(claims.sub),
        first_name: staff.firstName,
        last_name: staff.lastName,
        email: staff.email,
        email_verified: true,
        account_owner: staff.accountOwner,
        locale: "en",
        collaborator: false,
      },
    });
    return true;
  };
}

function answer(token: IssuedToken): object {
  return {
    access_token: token.accessToken,
    scope: token.scopes.join(","),
    ...(token.expiresIn === null ? {} : { expires_in: token.expiresIn }),
    ...(token.refreshToken === null
      ? {}
      : { refresh_token: token.refreshToken, refresh_token_expires_in: token.refreshTokenExpiresIn }),
  };
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
