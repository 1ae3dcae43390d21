import { Bug } from "../core/faults.ts";
import type { ShopId } from "../core/ids.ts";
import { shopIdOf } from "../features/shops/public.server.ts";
import { localeOf, type Locale } from "../platform/i18n/locale.ts";
import { shopify } from "../shopify.server.ts";

type Authenticated = Awaited<ReturnType<typeof shopify.authenticate.admin>>;

/** Who asks, from the verified session token and nothing else: never from the address or a form. */
export interface Admin {
  readonly shopId: ShopId;
  /** `name.myshopify.com` */
  readonly domain: string;
  /** Shopify's number of the staff member. */
  readonly userId: string;
  /** The scopes this staff member has of ours: what the shop granted, cut to their own permissions. */
  readonly userScopes: ReadonlySet<string>;
  readonly locale: Locale;
  /** Redirects inside the admin; Remix's own loses the parameters the frame needs. */
  readonly redirect: Authenticated["redirect"];
}

const running = new Map<string, Promise<Authenticated>>();

/**
 * Admits a request of the embedded admin, or throws the Response that leads there (bounce page, 401 that App Bridge repeats with a
 * fresh token). Loaders of one page run side by side: the first may exchange the token, the others wait for it.
 */
export async function requireAdmin(request: Request): Promise<Admin> {
  const { session, sessionToken, redirect } = await authenticate(request);
  const shopId = await shopIdOf(session.shop);
  if (shopId === undefined) throw new Bug(`authenticated for a shop that is not installed: ${session.shop}`);
  const staff = session.onlineAccessInfo;
  return {
    shopId,
    domain: session.shop,
    userId: sessionToken.sub,
    userScopes: scopesOf(staff?.associated_user_scope),
    locale: localeOf(request.url),
    redirect,
  };
}

async function authenticate(request: Request): Promise<Authenticated> {
  const token = request.headers.get("authorization") ?? new URL(request.url).searchParams.get("id_token");
  if (token === null) return shopify.authenticate.admin(request);
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

/** Write contains read, as Shopify counts it. */
function scopesOf(list: string | undefined): ReadonlySet<string> {
  const scopes = (list ?? "").split(",").flatMap((part) => {
    const scope = part.trim();
    return scope.startsWith("write_") ? [scope, scope.replace("write_", "read_")] : scope === "" ? [] : [scope];
  });
  return new Set(scopes);
}
