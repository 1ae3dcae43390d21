/** `/_devshop/…`: what demos and tests of other processes read and turn. JSON in and out. */
import { z } from "zod";
import { guarded, HttpProblem, readJson, sendJson, type Route } from "./faces/http.ts";
import { mirrorView } from "./state/mirror-view.ts";
import type { DevShop } from "./server.ts";

const share = z.number().min(0).max(1);
const knobs = z
  .strictObject({
    webhooks: z
      .strictObject({
        duplicate: share,
        delayMs: z.number().min(0),
        reorder: share,
        reorderMs: z.number().min(0),
        burstMs: z.number().int().min(0),
        drop: share,
        storm: z.number().int().min(1),
        secret: z.string(),
      })
      .partial(),
    edge: z
      .strictObject({
        serverErrors: share,
        throttled: share,
        lostAnswers: share,
        halfAnswers: share,
        lateEffects: share,
        latencyMs: z.number().min(0),
      })
      .partial(),
    state: z
      .strictObject({
        routingDelayMs: z.number().min(0),
        levelWebhooksForAllStates: z.boolean(),
        transfersHold: z.enum(["reserved", "committed"]),
        plansAreTold: z.boolean(),
        bulkSeconds: z.number().min(0),
      })
      .partial(),
  })
  .partial();

/** GET counters, knobs, shops, shops/:domain/snapshot; POST knobs, shops/:domain/{install,uninstall,expire-tokens,revoke-tokens}. */
export function controlRoutes(devshop: () => DevShop): Route {
  return guarded(async (req, res, url) => {
    const path = /^\/_devshop\/(counters|knobs|shops)(?:\/([^/]+)\/([a-z-]+))?$/.exec(url.pathname);
    if (path === null) return false;
    const shop = devshop();
    const [, subject = "", domain, action = ""] = path;
    if (subject === "counters" && req.method === "GET") sendJson(res, 200, shop.counters());
    else if (subject === "knobs" && req.method === "POST") {
      const parsed = knobs.safeParse(await readJson(req));
      if (!parsed.success) throw new HttpProblem(400, "unknown_knob", { detail: z.prettifyError(parsed.error) });
      Object.assign(shop.knobs.webhooks, parsed.data.webhooks);
      Object.assign(shop.knobs.edge, parsed.data.edge);
      Object.assign(shop.knobs.state, parsed.data.state);
      sendJson(res, 200, shop.knobs);
    } else if (subject === "knobs" && req.method === "GET") sendJson(res, 200, shop.knobs);
    else if (subject === "shops" && domain === undefined && req.method === "GET") {
      const shops = [...shop.world.shops.values()];
      sendJson(
        res,
        200,
        shops.map((each) => ({ domain: each.domain, installed: each.installation !== null, orders: each.orders.size })),
      );
    } else if (subject === "shops" && domain !== undefined) {
      const chosen = shop.world.shops.get(domain);
      if (chosen === undefined) throw new HttpProblem(404, "unknown_shop");
      if (action === "snapshot" && req.method === "GET") sendJson(res, 200, mirrorView(chosen));
      else if (req.method === "POST" && act(shop, domain, action)) sendJson(res, 200, { done: action });
      else throw new HttpProblem(404, "unknown_action");
    } else throw new HttpProblem(405, "method_not_allowed");
    return true;
  });
}

function act(devshop: DevShop, domain: string, action: string): boolean {
  const shop = devshop.shop(domain);
  switch (action) {
    case "install":
      devshop.installer.install(shop);
      return true;
    case "uninstall":
      devshop.installer.uninstall(shop);
      return true;
    case "expire-tokens":
      devshop.tokens.expireAccessTokens(shop);
      return true;
    case "revoke-tokens":
      devshop.tokens.revokeAll(shop);
      return true;
    case "redact":
      devshop.installer.redactShop(shop);
      return true;
    default:
      return false;
  }
}
