import { SHARES } from "../../core/effects.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import {
  SubscribeDocument,
  SubscriptionsDocument,
  UnsubscribeDocument,
  type WebhookSubscriptionTopic,
} from "../../platform/admin-api/operations.ts";
import { allPages } from "../../platform/admin-api/pages.ts";
import { log } from "../../platform/log.server.ts";

const REST = { share: SHARES.rest } as const;

/** A topic with the optional scope that opens it. */
interface OfScope {
  readonly topic: string;
  readonly scope: string;
  readonly includeFields: readonly string[];
}

/**
 * Subscribes this shop to the topics whose scope is granted and takes back the others. Compares with what Shopify has, so it can be called again and
 * again, and finds what somebody else removed. `uri`: our own address; subscriptions to others are left alone. Returns the scopes that are granted now,
 * as Shopify says: the webhook about them may have been lost.
 */
export async function keepSubscriptions(
  admin: AdminClient,
  topics: readonly OfScope[],
  uri: string,
): Promise<readonly string[]> {
  const first = await admin.request(SubscriptionsDocument, {}, REST);
  const nodes = await allPages(first.webhookSubscriptions, async (after) => {
    const data = await admin.request(SubscriptionsDocument, { after }, REST);
    return data.webhookSubscriptions;
  });
  const granted = first.currentAppInstallation.accessScopes.map(({ handle }) => handle);
  const there = new Map<string, string>(nodes.filter((node) => node.uri === uri).map(({ topic, id }) => [topic, id]));
  for (const { topic, scope, includeFields } of topics) {
    const name = topic.toUpperCase().replace("/", "_") as WebhookSubscriptionTopic;
    const id = there.get(name);
    if (granted.includes(scope) === (id !== undefined)) continue;
    const variables = { topic: name, uri, includeFields: [...includeFields] };
    const { userErrors } = id === undefined ? await add(admin, variables) : await remove(admin, id);
    // Somebody was faster, or Shopify says no: the next reconcile sees which.
    if (userErrors.length > 0) log.warn({ event: "shop.subscription_refused", shopId: admin.shopId, topic });
  }
  return granted;
}

async function add(
  admin: AdminClient,
  variables: { readonly topic: WebhookSubscriptionTopic; readonly uri: string; includeFields: string[] },
) {
  const data = await admin.request(SubscribeDocument, variables, REST);
  return data.webhookSubscriptionCreate ?? REFUSED;
}

async function remove(admin: AdminClient, id: string) {
  const data = await admin.request(UnsubscribeDocument, { id }, REST);
  return data.webhookSubscriptionDelete ?? REFUSED;
}

const REFUSED = { userErrors: [{}] };
