import { z } from "zod";
import { config } from "../../config.server.ts";
import { Retryable } from "../../core/faults.ts";
import { METER } from "./domain/plans.ts";

/**
 * Shopify's App Events API (https://shopify.dev/docs/api/app-events): one order beyond what a plan includes is one event of the plan's meter. It takes 500 events a
 * second, one a request, and charges a key once for ever, so an event whose answer was lost is simply told again. It answers 202 to whatever it
 * can read: whether it is charged is decided later, and shown to the app's owner only.
 */
const VERSION = "2026-07";
const origin = () => config.devshopUrl ?? "https://api.shopify.com";
/** The effects of orders wait as long as this at most. */
const TIMEOUT_MS = 5_000;
/** Shopify's tokens last an hour. */
const TOKEN_MS = 50 * 60_000;

interface UsageEvent {
  /** Shopify's number of the shop. */
  readonly shop: string;
  /** What makes the event itself, at most 64 characters. */
  readonly key: string;
  readonly at: Date;
}

/** `refused`: Shopify can read it and will not have it; the same again would be refused again. */
export type Told = { readonly status: "sent" } | { readonly status: "refused"; readonly code: string };

let kept: { readonly token: string; readonly until: number } | undefined;

/**
 * Tells Shopify of one event. Throws Retryable when it cannot be told now, without `mayHaveHappened`: whether the request arrived does not matter, because the same key
 * again is the same event.
 */
export async function tellUsage({ shop, key, at }: UsageEvent): Promise<Told> {
  const body = { shop_id: shop, event_handle: METER, timestamp: at.toISOString(), idempotency_key: key };
  const send = async () =>
    post(`/app/${VERSION}/events`, { ...body, attributes: { value: 1 } }, { authorization: `Bearer ${await token()}` });
  let response = await send();
  if (response.status === 401) {
    kept = undefined;
    response = await send();
  }
  if (response.ok) return { status: "sent" };
  const problem = refusal.safeParse(await response.json().catch(() => undefined));
  // Anything else than its own words is no answer of the API: a page of a proxy, a token that is not taken, too many at once.
  if (![400, 403, 404, 422].includes(response.status) || !problem.success) throw later(response);
  return { status: "refused", code: problem.data.errors[0]?.code ?? "refused" };
}

const refusal = z.object({
  success: z.literal(false),
  errors: z
    .array(
      z.object({
        code: z
          .string()
          .regex(/^[a-z_]{1,40}$/)
          .catch("refused"),
      }),
    )
    .default([]),
});

async function token(): Promise<string> {
  if (kept !== undefined && performance.now() < kept.until) return kept.token;
  const response = await post("/auth/access_token", {
    client_id: config.apiKey,
    client_secret: config.apiSecret,
    grant_type: "client_credentials",
  });
  if (!response.ok) throw later(response);
  const { access_token } = z.object({ access_token: z.string().min(1) }).parse(await response.json());
  kept = { token: access_token, until: performance.now() + TOKEN_MS };
  return access_token;
}

/** Without a name of its own a client is turned away at Shopify's edge. */
async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  try {
    return await fetch(origin() + path, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "Entrega", ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (cause) {
    throw new Retryable("Shopify's app events did not answer", { cause });
  }
}

function later(response: Response): Retryable {
  const seconds = Number(response.headers.get("retry-after"));
  return new Retryable(`Shopify's app events answered ${response.status}`, {
    ...(seconds > 0 && { afterMs: seconds * 1_000 }),
  });
}
