/**
 * Shopify's App Events API: `POST /auth/access_token` and `POST /app/<version>/events`, which are api.shopify.com's and not a shop's. It answers 202 to what it can
 * read; whether an event is charged is in the shop's `billingEvents`.
 */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { HttpProblem, guarded, readJson, sendJson, type Route } from "../faces/http.ts";
import { takeEvent } from "../state/app-subscriptions.ts";
import type { World } from "../state/world.ts";

export interface AppEvents {
  readonly route: Route;
  readonly counters: { tokens: number; events: number };
  /** `lost`: so many of the next events are taken and not answered. `status`: every event is answered so, and not taken. */
  readonly trouble: { lost: number; status: number | undefined };
  /** Takes back every token. */
  revoke(): void;
}

const asked = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  grant_type: z.literal("client_credentials"),
});
const scalar = z.union([z.string().max(128), z.number(), z.boolean()]);
const event = z.object({
  shop_id: z.string(),
  event_handle: z.string().min(1),
  timestamp: z.iso.datetime(),
  idempotency_key: z.string().min(1).max(64),
  attributes: z.record(z.string().regex(/^[\w.-]{1,64}$/), scalar).refine((each) => Object.keys(each).length <= 15),
});

export function appEvents(world: World): AppEvents {
  const tokens = new Set<string>();
  const counters = { tokens: 0, events: 0 };
  const trouble: AppEvents["trouble"] = { lost: 0, status: undefined };
  const route = guarded(async (req, res, url) => {
    const isToken = url.pathname === "/auth/access_token";
    if (!isToken && !/^\/app\/(20\d{2}-\d{2}|unstable)\/events$/.test(url.pathname)) return false;
    if (req.method !== "POST") throw new HttpProblem(405, "method_not_allowed");
    // The edge turns away a client without a name.
    if (!req.headers["user-agent"]) throw new HttpProblem(403, "forbidden");
    if (isToken) {
      const parsed = asked.safeParse(await readJson(req));
      if (parsed.data?.client_id !== world.app.apiKey || parsed.data.client_secret !== world.app.apiSecret)
        throw new HttpProblem(401, "invalid_client");
      const token = randomBytes(16).toString("hex");
      tokens.add(token);
      counters.tokens += 1;
      sendJson(res, 200, { access_token: token, token_type: "Bearer" });
      return true;
    }
    if (!tokens.has(/^Bearer (.+)$/.exec(req.headers.authorization ?? "")?.[1] ?? ""))
      throw new HttpProblem(401, "unauthorized");
    counters.events += 1;
    if (trouble.status !== undefined) throw new HttpProblem(trouble.status, "in trouble");
    const parsed = event.safeParse(await readJson(req));
    const shop = [...world.shops.values()].find(({ id }) => id === parsed.data?.shop_id);
    if (!parsed.success || shop?.installation == null) {
      const field = parsed.success ? "shop_id" : String(parsed.error.issues[0]?.path[0]);
      const errors = [{ field, code: parsed.success ? "not_installed" : "invalid", message: "is wrong" }];
      sendJson(res, parsed.success ? 403 : 400, { success: false, error: "Invalid request", errors });
      return true;
    }
    const { event_handle, timestamp, idempotency_key, attributes } = parsed.data;
    takeEvent(world, shop, {
      key: idempotency_key,
      handle: event_handle,
      at: new Date(timestamp),
      value: Number(attributes["value"] ?? 0),
    });
    if (trouble.lost > 0) {
      trouble.lost -= 1;
      res.destroy();
    } else sendJson(res, 202, { success: true });
    return true;
  });
  return { route, counters, trouble, revoke: () => tokens.clear() };
}
