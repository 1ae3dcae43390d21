const OFFLINE = "offline_";
const DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** The id Shopify's library gives the session of the shop itself. */
export function offlineSessionId(domain: string): string {
  return `${OFFLINE}${domain}`;
}

/**
 * The shop a session id belongs to: `offline_{shop}` for the shop's own, `{shop}_{user}` for a staff member's. Undefined when it is neither.
 */
export function domainOfSession(sessionId: string): string | undefined {
  const domain = sessionId.startsWith(OFFLINE) ? sessionId.slice(OFFLINE.length) : sessionId.replace(/_[0-9]+$/, "");
  return DOMAIN.test(domain) ? domain : undefined;
}
