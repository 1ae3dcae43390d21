/** What the app subscribed to in its `shopify.app.toml`, read as Shopify's deploy would read it. */
import { parse } from "smol-toml";
import { z } from "zod";
import { adminSchema, API_VERSION } from "../admin-api/schema.ts";
import { topicEnum } from "../admin-api/topics.ts";
import { isEnumType } from "graphql";

export interface Subscription {
  readonly topic: string;
  /** Relative to the app's address, or absolute. */
  readonly uri: string;
  readonly includeFields: readonly string[];
  readonly name: string | null;
}

export interface AppConfiguration {
  readonly scopes: readonly string[];
  readonly optionalScopes: readonly string[];
  readonly subscriptions: readonly Subscription[];
  /** Metafields of the app's own, declared in the file: deploying creates their definitions in every shop. */
  readonly orderMetafields: readonly OrderMetafield[];
}

export interface OrderMetafield {
  readonly key: string;
  readonly type: string;
  readonly name: string;
  readonly access: { admin: string | null; customerAccount: string | null };
}

const COMPLIANCE_TOPICS = ["customers/data_request", "customers/redact", "shop/redact"] as const;

const file = z.object({
  access_scopes: z.object({ scopes: z.string(), optional_scopes: z.array(z.string()).default([]) }),
  webhooks: z.object({
    api_version: z.literal(API_VERSION),
    subscriptions: z
      .array(
        z.strictObject({
          topics: z.array(z.string()).default([]),
          compliance_topics: z.array(z.enum(COMPLIANCE_TOPICS)).default([]),
          uri: z.string(),
          include_fields: z.array(z.string()).default([]),
          name: z
            .string()
            .max(50)
            .regex(/^[A-Za-z0-9_-]+$/)
            .optional(),
        }),
      )
      .default([]),
  }),
  order: z
    .strictObject({
      metafields: z.strictObject({
        app: z.record(
          z.string(),
          z.strictObject({
            type: z.string(),
            name: z.string(),
            access: z.strictObject({
              admin: z.enum(["merchant_read", "merchant_read_write"]).optional(),
              customer_account: z.enum(["none", "read", "read_write"]).optional(),
            }),
          }),
        ),
      }),
    })
    .optional(),
});

/**
 * Reads the text of a `shopify.app.toml`. Throws for what Shopify refuses (unknown topics, the same topic and uri twice, a
 * compliance topic twice) and for what this dev shop does not model (`filter`, `payload_query`, Pub/Sub, EventBridge).
 */
export function readAppToml(text: string): AppConfiguration {
  const { access_scopes: access, webhooks, order } = file.parse(parse(text));
  const subscriptions = webhooks.subscriptions.flatMap((each) =>
    [...each.topics, ...each.compliance_topics].map((topic) => ({
      topic,
      uri: each.uri,
      includeFields: each.include_fields,
      name: each.name ?? null,
      compliance: each.compliance_topics.some((known) => known === topic),
    })),
  );
  const seen = new Set<string>();
  for (const { topic, uri, compliance } of subscriptions) {
    const key = compliance ? topic : `${topic} ${uri}`;
    if (seen.has(key)) throw new Error(`shopify.app.toml subscribes twice to ${key}`);
    seen.add(key);
    if (!compliance && !isTopic(topic)) throw new Error(`shopify.app.toml: no such topic: ${topic}`);
    if (!uri.startsWith("/") && !/^https?:/.test(uri)) throw new Error(`the dev shop does not deliver to ${uri}`);
  }
  const split = (scopes: string) => scopes.split(",").flatMap((scope) => scope.trim() || []);
  return {
    scopes: split(access.scopes),
    optionalScopes: access.optional_scopes,
    subscriptions: subscriptions.map(({ topic, uri, includeFields, name }) => ({ topic, uri, includeFields, name })),
    orderMetafields: Object.entries(order?.metafields.app ?? {}).map(([key, { type, name, access: given }]) => ({
      key,
      type,
      name,
      access: {
        admin: given.admin?.toUpperCase() ?? null,
        customerAccount: given.customer_account?.toUpperCase() ?? null,
      },
    })),
  };
}

function isTopic(topic: string): boolean {
  const type = adminSchema().schema.getType("WebhookSubscriptionTopic");
  return isEnumType(type) && type.getValue(topicEnum(topic)) != null;
}
