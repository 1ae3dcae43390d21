/** Mutations about the app itself: bulk operations and shop-specific webhook subscriptions. */
import { refused } from "../../state/outcome.ts";
import type { WebhookSubscription } from "../../state/shop.ts";
import { accepting, notModelled, type Fields } from "../context.ts";
import { topicOfEnum } from "../topics.ts";
import { idOf, payload } from "./payload.ts";

interface SubscriptionInput {
  uri?: string | null;
  callbackUrl?: string | null;
  includeFields?: string[] | null;
  filter?: string | null;
  name?: string | null;
  format?: string | null;
  metafieldNamespaces?: string[] | null;
  metafields?: unknown[] | null;
}

/** Refuses what the sender could not honour. */
function supported(input: SubscriptionInput): SubscriptionInput {
  if (input.callbackUrl != null) throw notModelled("WebhookSubscriptionInput.callbackUrl (deprecated: use uri)");
  if (input.filter != null && input.filter !== "") throw notModelled("WebhookSubscriptionInput.filter");
  if (input.format === "XML") throw notModelled("webhooks in XML");
  if ((input.metafieldNamespaces ?? []).length > 0 || (input.metafields ?? []).length > 0)
    throw notModelled("metafields in webhooks");
  return input;
}

export const appMutations: Fields<unknown> = {
  bulkOperationRunQuery: accepting<unknown, { query: string; groupObjects: boolean }>(
    ["query", "groupObjects"],
    (_root, { query, groupObjects }, { shop, scopes, bulk }) => {
      const started = bulk.run(shop, scopes, query, groupObjects);
      return started.ok
        ? { bulkOperation: shop.bulkOperations.get(started.id), userErrors: [] }
        : { userErrors: started.errors };
    },
  ),
  bulkOperationCancel: accepting<unknown, { id: string }>(["id"], (_root, { id }, { shop, bulk }) => {
    const userErrors = bulk.cancel(shop, idOf("BulkOperation", id));
    return { bulkOperation: shop.bulkOperations.get(idOf("BulkOperation", id)) ?? null, userErrors };
  }),
  webhookSubscriptionCreate: accepting<unknown, { topic: string; webhookSubscription: SubscriptionInput }>(
    ["topic", "webhookSubscription"],
    (_root, args, { world, shop }) => {
      const input = supported(args.webhookSubscription);
      const topic = topicOfEnum(args.topic);
      if (topic === undefined) throw notModelled(`webhooks of topic ${args.topic}`);
      if (input.uri == null || !URL.canParse(input.uri))
        return payload(refused(["webhookSubscription", "uri"], "Address is invalid"), () => ({}));
      const taken = [...shop.webhookSubscriptions.values()].some(
        (each) => each.topic === topic && each.uri === input.uri,
      );
      if (taken)
        return payload(
          refused(["webhookSubscription", "uri"], "Address for this topic has already been taken"),
          () => ({}),
        );
      const now = world.clock.now();
      const webhookSubscription: WebhookSubscription = {
        type: "WebhookSubscription",
        id: world.nextId("Other"),
        topic,
        uri: input.uri,
        includeFields: input.includeFields ?? [],
        filter: null,
        name: input.name ?? null,
        createdAt: now,
        updatedAt: now,
      };
      shop.webhookSubscriptions.set(webhookSubscription.id, webhookSubscription);
      return { webhookSubscription, userErrors: [] };
    },
  ),
  webhookSubscriptionUpdate: accepting<unknown, { id: string; webhookSubscription: SubscriptionInput }>(
    ["id", "webhookSubscription"],
    (_root, args, { world, shop }) => {
      const input = supported(args.webhookSubscription);
      const webhookSubscription = shop.webhookSubscriptions.get(idOf("WebhookSubscription", args.id));
      if (webhookSubscription === undefined)
        return payload(refused(["id"], "Webhook subscription does not exist"), () => ({}));
      if (input.uri != null) webhookSubscription.uri = input.uri;
      if (input.includeFields != null) webhookSubscription.includeFields = input.includeFields;
      webhookSubscription.updatedAt = world.clock.now();
      return { webhookSubscription, userErrors: [] };
    },
  ),
  webhookSubscriptionDelete: accepting<unknown, { id: string }>(["id"], (_root, { id }, { shop }) => {
    const known = shop.webhookSubscriptions.delete(idOf("WebhookSubscription", id));
    return known
      ? { deletedWebhookSubscriptionId: id, userErrors: [] }
      : payload(refused(["id"], "Webhook subscription does not exist"), () => ({}));
  }),
};
