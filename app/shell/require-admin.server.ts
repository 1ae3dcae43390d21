import { z } from "zod";
import { callsPerMinute } from "../core/calls-per-minute.ts";
import { config } from "../config.server.ts";
import { Bug } from "../core/faults.ts";
import type { ShopId } from "../core/ids.ts";
import { refusalOf, scopesOf, type Permission, type Role } from "../core/permissions.ts";
import { shopIdOf } from "../features/shops/public.server.ts";
import { roleOfStaff } from "../features/staff/public.server.ts";
import { now } from "../platform/clock.server.ts";
import { localeOf, type Locale } from "../platform/i18n/locale.ts";
import { note } from "../platform/trace.server.ts";
import { shopify } from "../shopify.server.ts";

type Authenticated = Awaited<ReturnType<typeof shopify.authenticate.admin>>;

/** Who asks, from the verified session token and nothing else: never from the address or a form. */
export interface Admin {
  readonly shopId: ShopId;
  /** `name.myshopify.com` */
  readonly domain: string;
  /** Shopify's number of the staff member. */
  readonly userId: string;
  /** As colleagues know them; empty: Shopify did not say. */
  readonly name: string;
  /** Their e-mail address, if Shopify has verified it. */
  readonly email: string | null;
  /** The scopes this staff member has of ours: what the shop granted, cut to their own permissions. */
  readonly userScopes: ReadonlySet<string>;
  /** What they are in Entrega: it narrows what Shopify lets them do. */
  readonly role: Role;
  /** May they do that? Shopify's word and ours in one. */
  readonly may: (permission: Permission) => boolean;
  readonly locale: Locale;
  /** Redirects inside the admin; Remix's own loses the parameters the frame needs. */
  readonly redirect: Authenticated["redirect"];
  /** Lets Shopify's own pages, where our extensions run, read the answer. */
  readonly cors: Authenticated["cors"];
}

const running = new Map<string, Promise<Authenticated>>();

const mayAsk = callsPerMinute(config.shopCallsPerMinute);

/**
 * Admits a request of the embedded admin, or throws the Response that leads there (bounce page, 401 that App Bridge repeats with a
 * fresh token). Loaders of one page run side by side: the first may exchange the token, the others wait for it.
 */
export async function requireAdmin(request: Request): Promise<Admin> {
  const { session, sessionToken, redirect, cors } = await authenticate(request);
  const shopId = await shopIdOf(session.shop);
  if (shopId === undefined) throw new Bug(`authenticated for a shop that is not installed: ${session.shop}`);
  note("shop", shopId);
  if (!mayAsk(shopId, Date.now())) throw new Response(null, { status: 429, headers: { "Retry-After": "60" } });
  const staff = session.onlineAccessInfo;
  const person = {
    userId: sessionToken.sub,
    name: [staff?.associated_user.first_name, staff?.associated_user.last_name].filter(Boolean).join(" "),
    email: staff?.associated_user.email_verified ? staff.associated_user.email : null,
  };
  const isOwner = staff?.associated_user.account_owner ?? false;
  const role = await roleOfStaff(shopId, { ...person, isOwner }, now());
  const userScopes = scopesOf(staff?.associated_user_scope);
  return {
    shopId,
    domain: session.shop,
    ...person,
    userScopes,
    role,
    may: (permission) => refusalOf({ userScopes, role }, permission) === null,
    locale: localeOf(request.url),
    redirect,
    cors,
  };
}

async function authenticate(request: Request): Promise<Authenticated> {
  const header = request.headers.get("authorization") ?? "";
  const token = header === "" ? new URL(request.url).searchParams.get("id_token") : header;
  if (token === null) return shopify.authenticate.admin(request);
  if (!isForStaff(token)) throw new Response(null, { status: 401 });
  const before = running.get(token);
  if (before !== undefined) {
    // What the first one throws belongs to its own request; ours is asked again and throws its own.
    await before.catch(() => undefined);
    return shopify.authenticate.admin(request);
  }
  const mine = shopify.authenticate.admin(request);
  running.set(token, mine);
  try {
    return await mine;
  } finally {
    running.delete(token);
  }
}

const STAFF = z
  .object({ iss: z.string(), dest: z.string().regex(/^https:\/\/[a-z0-9][a-z0-9-]*\.myshopify\.com$/) })
  .refine(({ iss, dest }) => iss.startsWith(`${dest}/`));

/**
 * Are these the claims of a staff member's token: one shop, named twice? Shopify's library checks signature, audience and times, but neither this
 * (https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens) nor that a shopper's token, signed with the same secret, has a
 * bare domain as `dest`, over which it falls. What cannot be read at all is left to the library to refuse.
 */
function isForStaff(token: string): boolean {
  let claims: unknown;
  try {
    claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  } catch {
    return true;
  }
  return STAFF.safeParse(claims).success;
}
