import { ApiVersion, AppDistribution, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";
import { config } from "./config.server.ts";
import { installed, sessionStorage } from "./features/shops/public.server.ts";
import { log } from "./platform/log.server.ts";
import "./platform/shopify-fetch.server.ts";

/**
 * Shopify's library, used for one thing: to know who opened the admin. Online tokens carry the staff member's own scopes; the offline
 * token for the workers is exchanged at the same time.
 */
export const shopify = shopifyApp({
  apiKey: config.apiKey,
  apiSecretKey: config.apiSecret,
  appUrl: config.appUrl,
  apiVersion: ApiVersion.October26,
  distribution: AppDistribution.AppStore,
  authPathPrefix: "/auth",
  sessionStorage,
  useOnlineTokens: true,
  // Never Debug: the library then logs tokens.
  logger: { level: LogSeverity.Warning, log: (severity, message) => logLine(severity, message) },
  hooks: { afterAuth: ({ session }) => installed(session) },
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
});

async function logLine(severity: LogSeverity, message: string): Promise<void> {
  const line = { event: "shopify.library", message };
  if (severity === LogSeverity.Error) log.error(line);
  else log.warn(line);
}
